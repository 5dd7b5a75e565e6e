"""What is measured: a module with `figures()` is a benchmark, the folder is the registry."""
