"""Two to five actors side by side."""
