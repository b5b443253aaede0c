"""The finders: one file, one question."""
