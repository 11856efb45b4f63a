"""Long work that goes on behind the page: one table, one way in, one way to follow it."""
