"""How many were killed, injured, detained, missing, displaced, or took part: figures with bounds, scope and voice."""

from tocsin.find.figures.occasions import occasions
from tocsin.find.figures.records import with_day
from tocsin.find.figures.report import figures

__all__ = ["figures", "occasions", "with_day"]
