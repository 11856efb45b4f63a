"""Editions: the list, one edition, making one, comparing two, and their master lists."""
