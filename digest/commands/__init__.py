"""The commands, a module each, with `add_arguments` and `run`; only the one that is asked for is loaded."""
