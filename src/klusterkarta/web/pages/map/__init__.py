"""The map of a selection, and the selection's list beneath it."""
