"""How fast and how well: measurements with generated data that anyone can run again. `klusterkarta benchmark NAME`."""
