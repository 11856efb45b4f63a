"""The page on which a list is handed over with its method annex."""
