"""A map or list for another site's page, and the page that makes the code for it."""
