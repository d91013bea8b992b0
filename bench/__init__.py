"""Benchmarks of pages, orders, the admin and the order admin: `make bench`."""
