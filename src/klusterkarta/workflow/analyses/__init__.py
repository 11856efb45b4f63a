"""The analyses of plain files: read, measure, write. They need no register and load no web framework."""
