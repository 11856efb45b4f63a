"""Reports read as lines, and profiles, tables and lists read out of them."""
