"""The page of logged searches."""
