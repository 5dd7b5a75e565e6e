"""One file per command: HELP, add_arguments(parser), and run(arguments) for the exit code."""
