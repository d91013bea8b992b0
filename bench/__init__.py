"""What pages, orders, admin and desk cost, beside their like: `make bench`."""
