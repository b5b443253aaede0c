"""The documentation is true: tutorial, examples of Python and notebooks run as written, and the site builds."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tocsin

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
NOTEBOOKS = sorted((DOCS / "notebooks").glob("*.ipynb"))


def test_the_examples_of_python_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (DOCS / "python.md").read_text("utf-8")
    examples = doctest.DocTestParser().get_doctest(text, {"folder": tmp_path}, "python.md", "docs/python.md", 0)
    told: list[str] = []
    outcome = doctest.DocTestRunner().run(examples, out=told.append)
    assert outcome.failed == 0, "".join(told)
    assert outcome.attempted > 10


def commands_of(page: str) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_the_tutorial_runs_word_by_word(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    commands = commands_of("tutorial.md")
    assert len(commands) >= 10
    for command in commands:
        done = subprocess.run(
            shlex.split(command), cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert done.stdout or "--out" in command or "--db" in command
    for made in ("brief.md", "brief.html", "changes.md", "events.csv", "acled.csv", "events.geojson"):
        assert (tmp_path / made).stat().st_size > 0
    assert "What changed since 9 January 2022" in (tmp_path / "changes.md").read_text("utf-8")


@pytest.mark.parametrize("page", ["cluster.md", "gazetteer.md", "review.md"])
def test_the_commands_of_how_tos_run_as_written(page: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for command in commands_of(page):
        done = subprocess.run(
            shlex.split(command), cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"


def test_the_site_builds_without_a_broken_link(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "-d",
        str(tmp_path / "site"),
    ]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    loaded = re.findall(
        r'<(?:script|img|iframe)[^>]* src="(https?:[^"]+)"', (tmp_path / "site/index.html").read_text("utf-8")
    )
    assert loaded == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
@pytest.mark.filterwarnings("ignore")
def test_the_notebooks_run(path: Path) -> None:
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    book = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(
        book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}
    ).execute()
    printed = "".join(str(output) for cell in book.cells for output in cell.get("outputs", ()))
    assert "Traceback" not in printed
    assert "Almaty" in printed


def test_importing_loads_nothing_slow() -> None:
    script = "import sys, tocsin; print(sorted({'spacy', 'sqlalchemy', 'trafilatura', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("name", sorted(tocsin.PUBLIC))
def test_every_public_name_is_there_and_told(name: str) -> None:
    assert getattr(tocsin, name).__doc__
    assert name in (DOCS / "reference.md").read_text("utf-8") or name in (DOCS / "python.md").read_text("utf-8")


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        tocsin.no_such_name  # noqa: B018
