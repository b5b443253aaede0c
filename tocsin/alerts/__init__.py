"""Alerts: rules over what changed in a record, told as a feed and to a webhook."""

from tocsin.alerts.alert import Alert
from tocsin.alerts.feed import as_atom
from tocsin.alerts.finding import alerts
from tocsin.alerts.rules import Rule, Rules, load_rules
from tocsin.alerts.sending import Outbox, Sent, signature

__all__ = ["Alert", "Outbox", "Rule", "Rules", "Sent", "alerts", "as_atom", "load_rules", "signature"]
