"""The desk: pages and REST over one record, for a browser."""

from tocsin.serve.app import create_app
from tocsin.serve.desk import Desk, DeskSettings

__all__ = ["Desk", "DeskSettings", "create_app"]
