"""K-density: one curve, its error, and a thousand simulations."""
