"""From files and pages to reports: text, saved pages, lines of JSON, folders, patterns, standard input."""

from tocsin.read.rejects import Reject
from tocsin.read.reports import read_all, report_of, reports
from tocsin.read.sources import Source, sources
from tocsin.read.text import Known, report_from_text

__all__ = ["Known", "Reject", "Source", "read_all", "report_from_text", "report_of", "reports", "sources"]
