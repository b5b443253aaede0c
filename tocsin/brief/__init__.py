"""The situation report, written from the record."""

from tocsin.brief.brief import brief

__all__ = ["brief"]
