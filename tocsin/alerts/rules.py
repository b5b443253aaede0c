"""The file of alert rules: what it may say, and its defaults."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from tocsin.errors import UsageError

Kind = Literal["surge", "toll", "first", "denial", "emergency"]
Each = Literal["place", "admin1", "country"]
TITLE = "Tocsin alerts"


@dataclass(frozen=True, slots=True)
class Rule:
    """When to raise an alert. `place` and `type` narrow what it looks at; the rest belongs to some kinds only.

    A surge compares the last `days` with the `baseline` days before them, in `each` place by itself or in all that the
    rule looks at, and is raised where so many events or more would come by chance less often than `chance`. A first
    event is one that had none of its type in its place for `quiet` days.
    """

    name: str
    kind: Kind
    place: str | None = None
    type: str | None = None
    days: int = 1
    baseline: int = 28
    chance: float = 0.001
    least: int = 3
    each: Each | None = None
    of: str = "killed"
    above: int = 0
    quiet: int = 365


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, and where alerts go: a feed file, and a webhook with the variable that holds its secret."""

    rules: tuple[Rule, ...]
    feed: Path | None = None
    title: str = TITLE
    webhook: str | None = None
    secret_in: str | None = None


def load_rules(path: Path) -> Rules:
    """The rules in a file. Raises `UsageError` that names what is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    rules = tuple(_rule(row, path) for row in table.get("rule", []))
    if not rules:
        raise UsageError(f"{path}: no [[rule]]")
    if len({rule.name for rule in rules}) < len(rules):
        raise UsageError(f"{path}: two rules of one name")
    feed, webhook = table.get("feed", {}), table.get("webhook", {})
    if webhook and not (webhook.get("url") and webhook.get("secret_in")):
        raise UsageError(f"{path}: [webhook] needs a url, and secret_in: the variable that holds the secret")
    return Rules(
        rules,
        path.parent / feed["file"] if feed.get("file") else None,
        feed.get("title", TITLE),
        webhook.get("url"),
        webhook.get("secret_in"),
    )


def _rule(row: Mapping[str, Any], path: Path) -> Rule:
    name = row.get("name")
    known = {field.name for field in fields(Rule)}
    if not name or row.get("kind") not in get_args(Kind):
        raise UsageError(f"{path}: each [[rule]] has a name, and a kind: {', '.join(get_args(Kind))}")
    if unknown := set(row) - known:
        raise UsageError(f"{path}: {name}: unknown {', '.join(sorted(unknown))}")
    if row.get("each") not in (None, *get_args(Each)):
        raise UsageError(f"{path}: {name}: each is one of {', '.join(get_args(Each))}")
    for field in ("days", "baseline", "least", "above", "quiet"):
        if not isinstance(row.get(field, 0), int) or row.get(field, 1) < (0 if field == "above" else 1):
            raise UsageError(f"{path}: {name}: {field} is a whole number from 1")
    if not 0 < float(row.get("chance", 0.5)) < 1:
        raise UsageError(f"{path}: {name}: chance lies between 0 and 1")
    return Rule(**row)
