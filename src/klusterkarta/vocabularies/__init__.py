"""What the words mean: reviewed YAML documents and their loaders."""
