"""The page of one actor, and its editing."""
