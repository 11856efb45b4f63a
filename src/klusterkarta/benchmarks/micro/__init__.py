"""Establishments grouped: our verb's expression beside bare DuckDB and pandas."""
