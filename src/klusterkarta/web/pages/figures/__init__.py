"""The tables of statistics: where each is from, what it says, and the fetching of new ones."""
