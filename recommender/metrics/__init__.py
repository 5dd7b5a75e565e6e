"""The figures of a review and of a run, one file per family: plain data in, plain data out."""
