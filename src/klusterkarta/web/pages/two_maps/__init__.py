"""The two maps on each other, and the profile of a county."""
