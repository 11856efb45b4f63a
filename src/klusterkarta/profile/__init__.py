"""Statements into shown values: which is shown, and why."""
