"""The codebook: which kinds of events there are, what defines each, and what PLOVER and ACLED call it."""

from __future__ import annotations

from starlette.requests import Request

from tocsin import codebook
from tocsin.brief.wording import phrase
from tocsin.reading import JSON
from tocsin.serve.desk import Desk


def find(_desk: Desk, _request: Request) -> JSON:
    """All actions of the codebook in force, by family."""
    book = codebook.load()
    actions = sorted(book.actions.values(), key=lambda action: (action.family, action.name))
    return {
        "actions": [
            {
                "name": action.name,
                "told_as": phrase(action.name)["name"],
                "family": action.family,
                "definition": action.definition,
                "type": action.type,
                "mode": action.mode,
                "quad": book.quads[action.type],
                "acled": list(dict.fromkeys(rule.sub_event for rule in action.acled)),
            }
            for action in actions
        ]
    }
