"""[register] Who may log in, with which role."""
