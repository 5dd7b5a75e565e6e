"""The commands, one file each: HELP, add_arguments(parser), and run(arguments), the exit code."""
