"""What the record makes of an event, from who affirms and who denies it."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.event import Mention
from tocsin.merge.accounts import Account
from tocsin.record import Status
from tocsin.values import Factuality

NOT_TOLD: dict[Factuality, Status] = {
    "planned": "planned",
    "threatened": "threatened",
    "predicted": "predicted",
    "hypothetical": "hypothetical",
    "historical": "historical",
}
"""Accounts that tell of nothing that happened now. They never mix with those that do."""


def status_of(accounts: Sequence[Account], sources: int) -> Status:
    """The status of an event with these accounts and so many independent sources that affirm it.

    An event that stands in claims alone is claimed, however many repeat it: a claim is no fact by being printed. A
    headline tells in short what its report attributes ("Seven dead in clash"), and makes no fact of it either. What
    somebody denies is denied; what is merely said not to be so ("no arrests were made") is negated, and no news. What
    was tried is attempted, and so is what is only said to have failed: it is told against those who say it was done.
    """
    mentions = [account.mention for account in accounts]
    if ahead := NOT_TOLD.get(mentions[0].factuality):
        return ahead
    affirmed = [mention for mention in mentions if affirms(mention)]
    if not affirmed:
        return _of_none_that_affirms(mentions)
    if mentions[0].factuality == "attempted":
        return "attempted"
    if len(affirmed) < len(mentions):
        return "disputed"
    if not any(_tells_outright(account, accounts) for account in accounts):
        return "claimed"
    return "corroborated" if sources > 1 else "single source"


def _of_none_that_affirms(mentions: Sequence[Mention]) -> Status:
    if any(mention.voice == "denied" for mention in mentions):
        return "denied"
    return "attempted" if any(mention.factuality == "failed" for mention in mentions) else "negated"


def _tells_outright(account: Account, accounts: Sequence[Account]) -> bool:
    if account.mention.voice != "outlet":
        return False
    attributed = any(other.report == account.report and other.mention.voice == "claimed" for other in accounts)
    return not (account.in_headline and attributed)


def affirms(mention: Mention) -> bool:
    """Whether a mention says that the event is, was tried, or will be: not negated or failed, and nobody's denial."""
    return mention.factuality not in ("negated", "failed") and mention.voice != "denied"
