"""Date and time expressions and what they resolve to: pure functions, no model."""

from tocsin.timex.expressions import expressions
from tocsin.timex.meaning import Expression
from tocsin.timex.periods import Resolved
from tocsin.timex.publication import Publication, publication
from tocsin.timex.resolve import Anchors, resolve, resolve_all

__all__ = ["Anchors", "Expression", "Publication", "Resolved", "expressions", "publication", "resolve", "resolve_all"]
