"""The verbs, one file each: `add_arguments(parser)` and `run(options, out) -> exit code`."""
