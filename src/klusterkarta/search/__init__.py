"""Search: texts → index → hits with their reasons."""
