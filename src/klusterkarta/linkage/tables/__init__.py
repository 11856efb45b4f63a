"""Linkage of whole tables, up to millions of records: names and marks as arrays, Splink as the engine."""
