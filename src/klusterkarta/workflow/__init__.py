"""The verbs: the only place where registers and workshops meet."""
