"""One reading of a source: what it brought, what it left out and why, and its undoing."""
