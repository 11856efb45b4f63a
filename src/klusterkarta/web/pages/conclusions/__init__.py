"""The conclusions that can be checked: counted again, each number with its actors, and set beside what sources say."""
