"""What `tocsin alerts` does: find what is new by the rules, write the feed, tell the webhook."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tocsin.alerts import Alert, Outbox, Rules, alerts, as_atom, load_rules
from tocsin.cli.safe import safe
from tocsin.errors import UsageError
from tocsin.masking import Mask
from tocsin.store import Store

NO_MASK = Mask()


def raise_alerts(path: Path, store: Store, day: date, mask: Mask = NO_MASK) -> list[Alert]:
    """The alerts that are new on a day; the feed is written anew, and the webhook told what it has not heard."""
    rules = load_rules(path)
    secret = _secret(rules)
    events = [mask.json(event) for event in store.events()]
    with closing(Outbox(path.with_suffix(".state.db"))) as outbox:
        found = [alert for rule in rules.rules for alert in alerts(rule, events, day=day)]
        new = outbox.raise_new(found, tell=rules.webhook is not None)
        if rules.feed:
            written = rules.feed.with_name(f"{rules.feed.name}.new")
            written.write_bytes(as_atom(outbox.sent(), title=rules.title))
            written.replace(rules.feed)
        if rules.webhook and secret:
            outbox.deliver(rules.webhook, secret)
    return new


def today() -> date:
    """The day it is, in UTC, as events are dated by their own places."""
    return datetime.now(UTC).date()


def show_alerts(found: list[Alert], console: Console) -> None:
    """Each alert with the numbers behind it and the first words it stands on."""
    for alert in found:
        console.print(Text.assemble((safe(alert.title), "bold"), (f"  {safe(alert.rule)}", "dim")), soft_wrap=True)
        console.print(Text(f"  {safe(alert.basis)}"), soft_wrap=True)
        for quote in alert.quotes[:1]:
            console.print(Text(f"  “{safe(quote)}”", style="italic"), soft_wrap=True)
        console.print(Text(f"  tocsin why {safe(alert.events[0][:8])} shows all of it", style="dim"))
    if not found:
        console.print(Text("No new alerts.", style="yellow"))


def _secret(rules: Rules) -> str | None:
    if not rules.webhook:
        return None
    secret = os.environ.get(rules.secret_in or "")
    if not secret:
        raise UsageError(f"the variable {rules.secret_in} does not hold the webhook's secret")
    return secret
