"""Page: an innovation index out of open figures, two regions side by side."""
