"""The desk: pages and REST over one record, for a browser."""

from tocsin.serve.app import create_app
from tocsin.serve.desk import Desk, DeskSettings
from tocsin.serve.who import Access

__all__ = ["Access", "Desk", "DeskSettings", "create_app"]
