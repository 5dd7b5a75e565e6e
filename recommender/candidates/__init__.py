"""One file per kind of candidate; the folder is the registry."""
