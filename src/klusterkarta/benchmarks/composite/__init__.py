"""A composite index with resampled weights and normalisations."""
