"""Long work: what has been ordered, how far it has come, and what came of it."""
