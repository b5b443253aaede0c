"""Which accounts tell of one event, which reports are copies, and what each cell of the record shows."""

from tocsin.merge.copies import copies
from tocsin.merge.merge import Memory, merge

__all__ = ["Memory", "copies", "merge"]
