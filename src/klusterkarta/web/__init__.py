"""The site: shell, pages, accounts' pages and locale."""
