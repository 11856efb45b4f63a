"""Pages: the sectors, and one sector over the country."""
