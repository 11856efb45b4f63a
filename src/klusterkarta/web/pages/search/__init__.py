"""The page of search: hits as you type, each with why."""
