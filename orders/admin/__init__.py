"""Staff pages in the admin: orders, packing runs, stock and personal data."""
