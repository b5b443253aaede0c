"""The corpora that `evaluate` knows: the file of each, the half it reports on, and who scores it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tocsin.evaluate import acled, copies, dates, gva, passing, places, polnear
from tocsin.evaluate.corpus import Half, Row
from tocsin.evaluate.scores import Scores
from tocsin.pipeline import Tools, read_report
from tocsin.reading import Reading
from tocsin.report import Report


@dataclass(frozen=True, slots=True)
class Corpus:
    """A gold corpus. `report_on` is the half that figures are quoted for; what it leaves out is for development.

    Where the set comes with a part of its own for development, all rows of the file named here are reported on.
    """

    file: str
    report_on: Half
    score: Callable[[Iterable[Row], Tools], Scores]


def _everything(report: Report, tools: Tools) -> Reading:
    """Crime is out of the scope of unrest: it is read where a user asks for everything."""
    return read_report(report, tools, everything=True)


CORPORA: Mapping[str, Corpus] = {
    "acled": Corpus(
        "acled.dev", "fresh", lambda rows, tools: acled.score(rows, lambda report: read_report(report, tools))
    ),
    "gate": Corpus("acled.dev", "fresh", lambda rows, tools: passing.score_notes(rows, tools.gate)),
    "gate-types": Corpus("plv.train", "fresh", lambda rows, tools: passing.score_types(rows, tools.gate)),
    "gva": Corpus("gva.dev", "all", lambda rows, tools: gva.score(rows, lambda report: _everything(report, tools))),
    "polnear": Corpus("polnear.dev", "all", lambda rows, tools: polnear.score(rows)),
    "lgl": Corpus("lgl", "fresh", lambda rows, tools: places.score(rows, tools.gazetteer)),
    "geowebnews": Corpus("geowebnews", "fresh", lambda rows, tools: places.score(rows, tools.gazetteer)),
    "timebank": Corpus("timebank.train", "fresh", lambda rows, tools: dates.score(rows)),
    "aquaint": Corpus("aquaint.train", "fresh", lambda rows, tools: dates.score(rows)),
    "helsinki": Corpus("helsinki", "fresh", lambda rows, tools: copies.score(rows)),
}
