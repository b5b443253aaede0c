"""The store: tables and migrations, writer, index. SQLite by default, PostgreSQL for a desk."""

from tocsin.store.filters import Filters, folded
from tocsin.store.fold import fold, statements
from tocsin.store.judging import Decision
from tocsin.store.sourced import ReportHead, Sourced
from tocsin.store.store import EVERYTHING, Store, Told
from tocsin.store.why import Passage, Reason
from tocsin.store.writer import Added

__all__ = [
    "EVERYTHING",
    "Added",
    "Decision",
    "Filters",
    "Passage",
    "Reason",
    "ReportHead",
    "Sourced",
    "Store",
    "Told",
    "fold",
    "folded",
    "statements",
]
