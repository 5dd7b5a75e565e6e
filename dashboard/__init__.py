"""Where people look and decide."""
