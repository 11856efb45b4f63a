"""Readers of services of statistics: one question in, one long frame with its facts out; kept for reading again."""
