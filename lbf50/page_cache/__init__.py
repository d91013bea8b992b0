"""Public pages from memory, with exact invalidation. See README.md in this folder."""
