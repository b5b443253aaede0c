"""The fuller gazetteer of a user's dump, beside that of the packages; built once, with the towns of one country."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer.dump import QUARTER, VILLAGE, write
from tocsin.errors import GazetteerMissing, UsageError
from tocsin.gazetteer import packages
from tocsin.gazetteer.build import build
from tocsin.gazetteer.gazetteer import GEONAMES, Gazetteer, facts, folder_in


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cache = tmp_path_factory.mktemp("cache")
    dump = write(cache / "KZ.txt", VILLAGE, QUARTER)
    of_one_country = [town for town in packages.towns() if town.country == "KZ"]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(packages, "towns", lambda: iter(of_one_country))
        build(folder_in(cache, GEONAMES), geonames_dump=dump)
    return cache


def test_it_knows_the_villages_of_the_dump_in_every_spelling(cache: Path) -> None:
    fuller = Gazetteer.open(cache, GEONAMES)

    for name in ("Qosbastau", "KOSBASTAU", "Қосбастау"):
        assert fuller.known(fuller.named(name)[0][0]).geonameid == 900000001


def test_it_holds_all_that_the_packages_hold(cache: Path) -> None:
    fuller = Gazetteer.open(cache, GEONAMES)

    assert fuller.known(fuller.named("Almaty")[0][0]).country == "KZ"
    assert facts(fuller).sources["geonames"] == "KZ.txt"
    assert facts(fuller).places > 50_000


def test_it_is_kept_beside_the_usual_one_and_asked_for_by_name(cache: Path) -> None:
    assert folder_in(cache) != folder_in(cache, GEONAMES)
    with pytest.raises(UsageError, match="no gazetteer 'atlas'"):
        folder_in(cache, "atlas")


def test_one_that_was_never_built_says_how(tmp_path: Path) -> None:
    with pytest.raises(GazetteerMissing, match="tocsin gazetteer build --geonames FILE"):
        Gazetteer.open(tmp_path, GEONAMES)
