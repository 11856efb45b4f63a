"""Every read from the register."""
