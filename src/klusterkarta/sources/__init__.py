"""Readers: a workbook, a CSV or JSON file becomes records and statements."""
