"""Migrations of the concepts."""
