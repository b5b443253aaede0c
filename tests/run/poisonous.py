"""A worker over which some reports stumble: run as its guard would run one, `python poisonous.py HANDLE`."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from tocsin import pipeline
from tocsin.run.worker import main

find_dates = pipeline.find_dates


def dates(parsed: Any) -> Any:
    text = parsed.report.text
    if "CRASH" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "HANG" in text:
        while True:
            pass
    if "KILLED" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "GREEDY" in text:
        [bytearray(100_000_000) for _ in range(100)]
    return find_dates(parsed)


pipeline.find_dates = dates
main(int(sys.argv[1]))
