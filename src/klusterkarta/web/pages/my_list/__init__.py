"""The actors that the one who is logged in answers for, with the state of the work."""
