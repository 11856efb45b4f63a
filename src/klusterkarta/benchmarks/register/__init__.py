"""A generated register: seeded, any size, skewed as real lists of organisations are."""
