"""About the site: what it is and who answers for it, its accessibility, and the personal data in it."""
