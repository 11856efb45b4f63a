"""Radars laid over each other."""
