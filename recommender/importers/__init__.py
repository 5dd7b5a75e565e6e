"""One file per source layout; the file's name is the layout's.

Each gives recognises(source) -> bool and deliver(source, names) -> Delivery. `names` maps our
column names to those of the source; only a layout that sets COLUMNS_NAMED takes any.
"""
