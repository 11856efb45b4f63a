"""Which records are the same actor: normalise, block, compare, score, cluster."""
