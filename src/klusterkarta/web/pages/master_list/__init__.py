"""The page where an edited master list comes back: hand in, go through what has changed, save."""
