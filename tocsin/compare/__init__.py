"""A desk's own rows beside the record: what supports them, what contradicts them, and what either side lacks."""

from tocsin.compare.compare import Comparison, Found, compare
from tocsin.compare.rows import Row, read_rows

__all__ = ["Comparison", "Found", "Row", "compare", "read_rows"]
