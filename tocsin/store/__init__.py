"""Keeping the record in a database."""
