"""The situation report, written from the record."""
