"""All scenarios together: looked through, tried, carried in and out."""
