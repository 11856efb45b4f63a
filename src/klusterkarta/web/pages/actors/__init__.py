"""The list of actors with its filters."""
