"""`consistency audit`: what it says, and its exit status."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from catalogues import product
from click.testing import CliRunner, Result

from consistency.audit.progress import State, Terminal, duration
from consistency.cli import main
from consistency.report.catalogue import audit_texts


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["audit", *map(str, arguments), "--workers", "1", "--lang", "en"])


def test_it_says_what_it_found_and_where(catalogue: Path, tmp_path: Path) -> None:
    ran = run(catalogue, "--out", tmp_path / "out", "--format", "csv")
    assert ran.exit_code == 1 and "24 scripts of 24 products checked" in ran.stdout and "report.html" in ran.stdout
    assert ran.stderr == "" and (tmp_path / "out" / "findings.csv").exists()


def test_what_could_not_be_checked_is_told_and_is_status_1(tmp_path: Path) -> None:
    page = {"sku": "1", "title": "IPX8", "bullets": ["IPX8"], "description": "IPX8", "script": "It is IPX8."}
    (tmp_path / "c.jsonl").write_text(json.dumps(page) + "\n" + json.dumps(product(1)) + "\n")
    ran = run(tmp_path / "c.jsonl", "--out", tmp_path / "a")
    assert ran.exit_code == 0 and "1 product without a script" in ran.stderr
    (tmp_path / "c.jsonl").write_text(json.dumps(page) + "\n{broken\n")
    ran = run(tmp_path / "c.jsonl", "--out", tmp_path / "b")
    assert ran.exit_code == 1 and "1 could not be checked" in ran.stderr and "exit status is 1" in ran.stderr


def test_a_mistake_is_status_2_and_a_sentence(catalogue: Path, tmp_path: Path) -> None:
    ran = run(catalogue, "--out", tmp_path / "out", "--engine", "dask")
    assert ran.exit_code == 2 and "scheduler" in ran.output and "Traceback" not in ran.output
    ran = run(tmp_path / "absent.csv", "--out", tmp_path / "out")
    assert ran.exit_code == 2 and "does not exist" in ran.output


def test_columns_may_be_named(tmp_path: Path) -> None:
    rows = "Art,Ware,Punkte,Text,Sprecher\n7,IPX8 Lampe,IPX8,IPX8,It is IPX8.\n"
    (tmp_path / "c.csv").write_text(rows)
    columns = "sku=Art,title=Ware,bullets=Punkte,description=Text,script=Sprecher"
    ran = run(tmp_path / "c.csv", "--out", tmp_path / "out", "--columns", columns)
    assert ran.exit_code == 0 and "1 script of 1 product checked" in ran.stdout


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_a_bar_and_takes_it_away() -> None:
    screen = Screen()
    terminal = Terminal(audit_texts("en")["progress"], screen)
    terminal(State("check", products=5, total=20, pairs=7))
    terminal.close()
    assert " 25%" in screen.getvalue() and "7 checked" in screen.getvalue() and screen.getvalue().endswith("\x1b[2K")


def test_a_log_gets_a_line_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    log, now = io.StringIO(), [0.0]
    monkeypatch.setattr("consistency.audit.progress.monotonic", lambda: now[0])
    terminal = Terminal(audit_texts("zh")["progress"], log)
    for second in range(150):
        now[0] = float(second)
        terminal(State("check", products=second, total=200, pairs=second))
    assert len(log.getvalue().splitlines()) == 2 and "\x1b" not in log.getvalue()


def test_durations() -> None:
    assert [duration(one) for one in (0, 89, 91, 5400, 86_400)] == ["0 s", "89 s", "2 min", "1 h 30 min", "24 h 00 min"]
