"""What the site's pages cost at the server, in small and large registers."""
