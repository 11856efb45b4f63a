"""The pages, one folder each: addresses, views, what the page holds, template."""
