"""The sources: who says what, when it was read, and taking it back."""
