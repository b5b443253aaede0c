"""Templates: what they print is cleaned and escaped, whoever wrote it."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from tocsin.masking import WITHHELD
from tocsin.serve import links
from tocsin.serve.clean import shown, web_address
from tocsin.serve.words import FILTERS, GRADES, MEANINGS, RULES


@cache
def templates() -> Environment:
    """The environment in which all pages are written."""
    env = Environment(
        loader=PackageLoader("tocsin.serve"),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {**FILTERS, "web_address": web_address, "passage": links.passage}
    env.globals |= {"links": links, "meanings": MEANINGS, "precisions": RULES, "grades": GRADES, "withheld": WITHHELD}
    return env
