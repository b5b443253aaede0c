"""A worker as a process: `python -m tocsin.run HANDLE`, with the handle of a connection to its guard."""

import sys

from tocsin.run.worker import main

main(int(sys.argv[1]))
