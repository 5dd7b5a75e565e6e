"""YAML files that people write and we edit: strict, with the place of every word."""
