"""Who says so: the attributed statements of a report, each with speaker, cue and content."""

from tocsin.find.attribution.claims import claims

__all__ = ["claims"]
