"""`tocsin alerts` raises what is new, writes the feed, and is silent the second time."""

from __future__ import annotations

from pathlib import Path

from commandline import Run


def test_the_command_raises_what_is_new(run: Run, tmp_path: Path, record: Path) -> None:
    (tmp_path / "rules.toml").write_text(
        "[feed]\nfile = 'alerts.atom'\n[[rule]]\nname = 'hurt'\nkind = 'toll'\nof = 'injured'\nabove = 1\n"
    )
    asked = ("alerts", tmp_path / "rules.toml", "--db", record, "--day", "2020-03-04")
    assert "injured" in run(*asked).out
    assert "No new alerts" in run(*asked).out
    assert b"<entry>" in (tmp_path / "alerts.atom").read_bytes()
