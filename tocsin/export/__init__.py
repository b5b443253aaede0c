"""The record in the shapes of others: one file a format, one table of all of them."""

from tocsin.export.export import Exported, Request, export
from tocsin.export.formats import FORMATS, Format

__all__ = ["FORMATS", "Exported", "Format", "Request", "export"]
