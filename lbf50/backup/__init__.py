"""Backup and restore: the database and the uploaded files in one archive."""
