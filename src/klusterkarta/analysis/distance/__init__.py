"""How close to each other points lie: K-density, M-function, dispersion of members."""
