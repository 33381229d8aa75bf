"""A run is answered with what it printed before exactly as long as nothing that it depends on has changed."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from consistency import baseline
from consistency.cli import main
from consistency.commands import again
from consistency.config.settings import BASELINE


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "consistency.toml").write_text(
        '[listings]\nfiles = ["{name}.json"]\n[reports.map]\n"a.*" = "lab.txt"\n'
    )
    (tmp_path / "lab.txt").write_text("Ingress protection: IPX8\n")
    for name in "ab":
        (tmp_path / f"{name}.md").write_text("It's IPX8 waterproof.\n")
        (tmp_path / f"{name}.json").write_text('{"title": "Speaker", "bullets": ["IPX7"], "description": "24 h"}')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Note of every run whether it was answered with what was printed before."""
    found: list[bool] = []
    answer = again.Run.answer

    def noted(self: again.Run) -> tuple[str, int] | None:
        told = answer(self)
        found.append(told is not None)
        return told

    monkeypatch.setattr(again.Run, "answer", noted)
    return found


def check(*words: str) -> Result:
    return CliRunner().invoke(main, ["check", "a.md", "b.md", "--lang", "en", *words])


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_the_same_again(team: Path, answers: list[bool], form: str) -> None:
    first, second = check("--format", form), check("--format", form)
    assert answers == [False, True]
    assert (first.output, first.exit_code) == (second.output, second.exit_code)
    assert first.exit_code == 1


CHANGES: list[Callable[[Path], object]] = [
    lambda team: (team / "b.md").write_text("It plays for 24 hours.\n"),
    lambda team: (team / "b.json").write_text('{"title": "IPX8 speaker", "bullets": [], "description": ""}'),
    lambda team: (team / "lab.txt").write_text("Ingress protection: IPX4\n"),
    lambda team: (team / "consistency.toml").open("a").write('[severity]\nC101 = "off"\n'),
    lambda team: (team / "b.md").write_text("---\nlisting: a.json\nreport: lab.txt\n---\nIt's IPX8 waterproof.\n"),
    lambda team: (team / "b.md").write_bytes(
        codecs.BOM_UTF16_LE + "---\nreport: lab.txt\n---\nIt's IPX8 waterproof.\n".encode("utf-16-le")
    ),
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_checked(team: Path, answers: list[bool], change: Callable[[Path], object]) -> None:
    check()
    change(team)
    assert check().output == check("--no-cache").output
    assert answers == [False, False]


def test_a_report_that_front_matter_names_counts(team: Path, answers: list[bool]) -> None:
    text = "---\nreport: own.txt\n---\nIt's IPX8 waterproof.\n"
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        (team / "b.md").write_text(text, encoding)
        for level in ("IPX8", "IPX4"):
            (team / "own.txt").write_text(f"Ingress protection: {level}\n")
            assert check().output == check("--no-cache").output
    assert not any(answers)


@pytest.mark.parametrize("words", [("--select", "C1"), ("--fail-on", "never"), ("--sku", "A"), ("--format", "json")])
def test_other_options_are_another_run(team: Path, answers: list[bool], words: tuple[str, ...]) -> None:
    check()
    check(*words)
    assert answers == [False, False]


def test_what_is_told_besides_is_told_again(team: Path, answers: list[bool]) -> None:
    (team / "b.md").write_text("")
    assert check().stderr == check().stderr != ""
    (team / "b.md").write_text("It's IPX8 waterproof.\n")
    CliRunner().invoke(main, ["baseline", "a.md"])
    assert (team / BASELINE).exists() and baseline.NAME == BASELINE
    assert check().stderr == check().stderr != ""
    assert not any(answers)
