"""The pages of concepts: browse, one at a time with its history, edit, take in and give out."""
