"""The page of parties that actors name."""
