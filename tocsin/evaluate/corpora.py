"""The corpora that `evaluate` knows: the file of each, the half it reports on, and who scores it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tocsin.evaluate import (
    acled,
    case21t2,
    copies,
    dates,
    gva,
    incidents,
    indiapolice,
    muc4,
    passing,
    places,
    plv,
    polnear,
)
from tocsin.evaluate.corpus import Half, Row
from tocsin.evaluate.scores import Scores
from tocsin.pipeline import Tools, read_between, read_report
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


def _reader(tools: Tools) -> Callable[[Report], Reading]:
    return lambda report: read_report(report, tools)


def _coder(tools: Tools) -> plv.Code:
    return lambda report, source, target: read_between(report, source, target, tools)


def _everything(report: Report, tools: Tools) -> Reading:
    """Crime is out of the scope of unrest: it is read where a user asks for everything."""
    return read_report(report, tools, everything=True)


CORPORA: Mapping[str, Corpus] = {
    "acled": Corpus("acled.dev", "fresh", lambda rows, tools: acled.score(rows, _reader(tools))),
    "gate": Corpus("acled.dev", "fresh", lambda rows, tools: passing.score_notes(rows, tools.gate)),
    "gate-types": Corpus("plv.train", "fresh", lambda rows, tools: passing.score_types(rows, tools.gate)),
    "gva": Corpus("gva.dev", "all", lambda rows, tools: gva.score(rows, lambda report: _everything(report, tools))),
    "gva-incidents": Corpus(
        "gva.dev", "all", lambda rows, tools: incidents.score(rows, lambda report: _everything(report, tools))
    ),
    "case21t2": Corpus("case21t2.dev", "fresh", lambda rows, tools: case21t2.score(rows, _reader(tools))),
    "plv": Corpus("plv.train", "fresh", lambda rows, tools: plv.score(rows, _coder(tools))),
    "indiapolice": Corpus("indiapolice.dev", "fresh", lambda rows, tools: indiapolice.score(rows, _reader(tools))),
    "muc4": Corpus("muc4.tst3", "all", lambda rows, tools: muc4.score(rows, lambda report: _everything(report, tools))),
    "polnear": Corpus("polnear.dev", "all", lambda rows, tools: polnear.score(rows)),
    "lgl": Corpus("lgl", "fresh", lambda rows, tools: places.score(rows, tools.gazetteer)),
    "geowebnews": Corpus("geowebnews", "fresh", lambda rows, tools: places.score(rows, tools.gazetteer)),
    "timebank": Corpus("timebank.train", "fresh", lambda rows, tools: dates.score(rows)),
    "aquaint": Corpus("aquaint.train", "fresh", lambda rows, tools: dates.score(rows)),
    "helsinki": Corpus("helsinki", "fresh", lambda rows, tools: copies.score(rows)),
}
