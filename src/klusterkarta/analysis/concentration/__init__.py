"""Concentration: where industries gather and what regions specialise in. Matrices are regions × industries."""
