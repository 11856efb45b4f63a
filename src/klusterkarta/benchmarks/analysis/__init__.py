"""Measures of regions and industries against their peers: speed, memory, and whether the answers are the same."""
