"""Many reports by many workers: shards that are read apart, survive a kill, and name the report that poisoned one."""

from tocsin.run.request import Request
from tocsin.run.run import Progress, run
from tocsin.run.shards import Kept, kept

__all__ = ["Kept", "Progress", "Request", "kept", "run"]
