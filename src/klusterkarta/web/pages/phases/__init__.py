"""The page of phases."""
