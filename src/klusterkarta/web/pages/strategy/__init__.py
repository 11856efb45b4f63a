"""The page on which a strategy is read."""
