"""Sources watched: feeds, sitemaps, pages and folders, polled politely, each new report read once."""

from tocsin.watch.sources import Plan, Watched, load_plan
from tocsin.watch.state import Health, State
from tocsin.watch.watch import Watch

__all__ = ["Health", "Plan", "State", "Watch", "Watched", "load_plan"]
