"""Pairs that may be the same actor: two records beside each other, the decision, and the decisions made."""
