"""Ratios measured side by side in one run: `make bench`, or one of the modules by itself."""
