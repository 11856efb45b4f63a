"""The analyses of `klusterkarta analyse`: one file each, with `add_arguments(parser)` and `run(options, out)`."""
