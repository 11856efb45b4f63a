"""The page on which priorities are proposed and decided."""
