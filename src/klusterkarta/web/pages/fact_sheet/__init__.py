"""A selection on one sheet, to show to others: an area, a county, a sector, or what the list was narrowed to."""
