"""spaCy's first layer made to remember: a word that was seen before needs no look-up in its hash tables again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

ROWS = 60_000
"""Kept at most: 23 MB. A day of news has some 50,000 different words; past that the memory begins anew."""

# Odd multipliers spread the six numbers of a word over one key of 64 bits.
MIXERS = np.array(
    [
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xD6E8FEB86659FD93,
        0xA0761D6478BD642F,
        0xE7037ED1A0B428DB,
        0x8EBC6AF09C88C6E3,
        0x589965CC75374CC3,
    ],
    dtype=np.uint64,
)

Floats = NDArray[np.float32]
Keys = NDArray[np.uint64]


class Remembering:
    """Embeds the tokens of documents, each different one once. Built on the embedding layer of a spaCy pipeline."""

    def __init__(self, layer: Model[list[Doc], list[Floats]]) -> None:
        self._features, *_ = layer.layers
        self._embed = layer.layers[1:]
        self._rows: dict[int, int] = {}
        self._table: Floats = np.zeros((0, layer.get_dim("nO")), dtype=np.float32)

    def forget(self) -> None:
        """Begin anew, so that what follows hangs on nothing read before, not even in the last bit of a number."""
        self._rows.clear()

    def __call__(self, model: object, docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], None]:
        """The embedding of each document. It cannot be trained."""
        features: list[Keys] = self._features.predict(docs)
        every = np.concatenate(features)
        keys = (every * MIXERS[: every.shape[1]]).sum(axis=1, dtype=np.uint64)
        keys ^= keys >> np.uint64(29)
        different, first, where = np.unique(keys, return_index=True, return_inverse=True)
        found = self._table_of(different, every[first])[where]
        ends = np.cumsum([len(each) for each in features])
        return np.split(found, ends[:-1]), None

    def _table_of(self, keys: Keys, features: Keys) -> Floats:
        if len(self._rows) + len(keys) > ROWS:
            self.forget()
        rows = [self._rows.get(key, -1) for key in keys.tolist()]
        new = [place for place, row in enumerate(rows) if row < 0]
        if new:
            start = len(self._rows)
            self._keep(self._computed(features[new]), start)
            for number, place in enumerate(new, start):
                rows[place] = self._rows[int(keys[place])] = number
        return self._table[rows]

    def _keep(self, computed: Floats, start: int) -> None:
        end = start + len(computed)
        if end > len(self._table):
            grown = np.empty((max(end, 2 * len(self._table)), computed.shape[1]), dtype=np.float32)
            grown[:start] = self._table[:start]
            self._table = grown
        self._table[start:end] = computed

    def _computed(self, features: Keys) -> Floats:
        found: list[Keys] | list[Floats] = [features]
        for layer in self._embed:
            found = layer.predict(found)
        return np.asarray(found[0])


def remember(nlp: Language) -> Remembering | None:
    """Let a pipeline's embedding remember; none where it has no embedding of the kind we know, and is left as it is."""
    if "tok2vec" not in nlp.pipe_names:
        return None
    model = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    embedding = model.layers[0] if len(model.layers) == 2 else None
    if embedding is None or not embedding.layers or embedding.layers[0].name != "extract_features":
        return None
    remembering = Remembering(embedding)
    model.layers[0] = Model("remembering-embedding", remembering, dims={"nO": embedding.get_dim("nO")})
    return remembering
