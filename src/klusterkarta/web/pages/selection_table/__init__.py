"""A selection of actors as a table of chosen fields."""
