"""One file per source layout; the file's name is the layout's.

Each gives recognises(source) -> bool and deliver(source, options) -> Delivery; NAMED holds those of
the two tables whose files and columns options may name.
"""
