"""Relatedness and complexity: what regions are good at, what lies near it. Matrices are regions × industries."""
