"""Linkage measured: a generator of organisation records, peers set up as written down, scores on both halves."""
