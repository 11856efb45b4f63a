"""Klusterkarta: the workbench of those who map and develop regional clusters."""
