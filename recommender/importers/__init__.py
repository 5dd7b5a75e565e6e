"""One file per source layout; the folder is the registry."""
