"""The store: tables and migrations, writer, index. SQLite by default, PostgreSQL for a desk."""

from tocsin.store.filters import Filters
from tocsin.store.fold import fold, statements
from tocsin.store.judging import Decision
from tocsin.store.store import Store, Told
from tocsin.store.why import Passage, Reason
from tocsin.store.writer import Added

__all__ = ["Added", "Decision", "Filters", "Passage", "Reason", "Store", "Told", "fold", "statements"]
