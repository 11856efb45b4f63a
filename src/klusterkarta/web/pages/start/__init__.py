"""The start page: the register on one spread."""
