"""One file per command: HELP, add_arguments(parser) and run(arguments), which gives the exit code."""
