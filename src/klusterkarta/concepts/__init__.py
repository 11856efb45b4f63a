"""What the workspace's own people have made of the concepts: every wording stands, none is overwritten."""
