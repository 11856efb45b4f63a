"""Composite indices: indicators made comparable, averaged, ranked, with intervals of the ranks."""
