"""A file → script, listings, report: one module a format family."""
