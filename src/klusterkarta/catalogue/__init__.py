"""The register: sources, readings, records, statements, judgements and what follows from them."""
