"""Readers of published statistics: tables as downloaded, and JSON-stat."""
