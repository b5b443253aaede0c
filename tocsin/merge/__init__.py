"""Which accounts tell of one event, and which value a cell shows."""
