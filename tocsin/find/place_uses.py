"""As what a capital or a country stands in its sentence: the place itself, or the government that sits there."""

from __future__ import annotations

from spacy.tokens import Token

from tocsin import lemma
from tocsin.find.place_words import DEALINGS, GOVERNING_VERBS, LOCAL_NOUNS
from tocsin.gazetteer.entries import Kind

_BETWEEN = frozenset(("with", "between", "against"))
_TOWARDS = frozenset(("by", "for", "toward", "towards", "on", "of", "from"))


def is_government(token: Token, kind: Kind) -> bool:
    """Whether a name stands for a government, by what it does in the sentence; `token` is the last of the name.

    A country is taken for its government only where it speaks or decides; a capital also where it is dealt with
    ("talks with Tehran", "Moscow's attention", "to provoke Beijing").
    """
    if kind not in (Kind.CAPITAL, Kind.COUNTRY):
        return False
    if token.dep_ == "nsubj":
        return _decides(token.head)
    if token.dep_ == "conj" and token.head is not token:
        return is_government(token.head, kind)
    return kind is Kind.CAPITAL and _is_dealt_with(token)


def _decides(head: Token) -> bool:
    return head.tag_.startswith("VB") and lemma.verb(head.lower_) in GOVERNING_VERBS


def _is_dealt_with(token: Token) -> bool:
    head = token.head
    if token.dep_ == "poss":
        return head.lower_ not in LOCAL_NOUNS
    if token.dep_ in ("dobj", "dative"):
        return _decides(head)
    if token.dep_ != "pobj":
        return False
    return head.lower_ in _BETWEEN or (head.lower_ in _TOWARDS and head.head.lower_ in DEALINGS)
