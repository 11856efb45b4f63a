"""The page that an initiative opens by its private link."""
