"""What is kept comes back as it was, from any number of runs at once, in a folder that stays small."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import consistency
from consistency import state
from consistency.cache import Cache
from consistency.model import FIELDS, Claim, Evidence, Finding, Judgement, Listing, Parameter, Result
from consistency.read.listings import read_listings
from consistency.read.scripts import read_scripts
from consistency.read.source import Segment, Source

EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "examples"

TEXT = st.text(max_size=12)
NUMBER = st.none() | st.floats(allow_nan=False) | st.integers(0, 99)
PARAMETERS = st.builds(
    Parameter, st.sampled_from(["quantity", "rating", "name"]), NUMBER, NUMBER, NUMBER,
    st.lists(st.floats(allow_nan=False), max_size=3).map(tuple), st.none() | TEXT, st.sampled_from([None, "up to"]),
    NUMBER, NUMBER, st.none() | TEXT, st.none() | TEXT, st.none() | TEXT,
)  # fmt: skip
EVIDENCE = st.builds(Evidence, TEXT, st.integers(), st.integers(), st.none() | st.integers())
JUDGED = st.builds(
    Judgement, st.sampled_from(["match", "vague"]), st.booleans(), st.none() | EVIDENCE, TEXT, st.floats(0, 1)
)
CLAIMS = st.builds(
    Claim, TEXT, st.integers(), st.integers(), TEXT, st.none() | PARAMETERS,
    st.dictionaries(st.sampled_from(FIELDS), st.none() | JUDGED), st.none() | TEXT,
)  # fmt: skip
FOUND = st.builds(
    Finding,
    TEXT,
    st.sampled_from(["error", "warning"]),
    TEXT,
    st.none() | st.integers(0, 9),
    st.sampled_from([None, *FIELDS]),
)
RESULTS = st.builds(
    Result, st.none() | TEXT, st.sampled_from(["pass", "fail"]), st.lists(CLAIMS, max_size=3).map(tuple),
    st.lists(FOUND, max_size=3).map(tuple),
)  # fmt: skip


@given(RESULTS)
def test_a_result_comes_back_as_it_was(result: Result) -> None:
    again = state.to_result(json.loads(json.dumps(state.of_result(result))))
    assert again == result and repr(again) == repr(result)
    assert [list(c.fields) for c in again.claims] == [list(c.fields) for c in result.claims]


@given(
    TEXT,
    st.dictionaries(TEXT, TEXT),
    st.lists(st.integers(), max_size=3),
    st.lists(st.builds(Segment, st.integers(), TEXT)),
)
def test_a_text_comes_back_as_it_was(text: str, front: dict[str, str], pages: list[int], places: list[Segment]) -> None:
    source = Source(Path("a"), text, "utf-8", front, tuple(pages), tuple(places), "English")
    assert state.to_source(json.loads(json.dumps(state.of_source(source))), Path("a")) == source


@pytest.mark.parametrize("folder", sorted(path.name for path in EXAMPLES.iterdir() if (path / "report.txt").exists()))
def test_what_is_read_comes_back_as_it_was(folder: str) -> None:
    (listing,) = (EXAMPLES / folder).glob("listing.*")
    listings = read_listings(listing)
    again = state.to_listings(json.loads(json.dumps(state.of_listings(listings))))  # type: ignore[arg-type]
    assert again == listings and again.rows == listings.rows
    (script,) = (EXAMPLES / folder).glob("script.*")
    for source in read_scripts(script):
        assert state.to_source(json.loads(json.dumps(state.of_source(source))), script) == source


def test_what_is_kept_is_made_once(tmp_path: Path) -> None:
    made = []

    def make() -> Result:
        made.append(1)
        return consistency.check("It's IPX8 waterproof.", Listing("IPX8 speaker", ("24 h",), "Speaker"))

    for _ in range(3):
        cache = Cache(tmp_path / "c")
        key = cache.key("result", "script", b"listing", None)
        found = cache.kept(key, state.of_result, state.to_result, make)
        assert [c.text for c in found.claims] == ["IPX8 waterproof"]
    assert len(made) == 1
    assert (tmp_path / "c" / ".gitignore").read_text() == "*\n"
    assert (tmp_path / "c" / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


def test_another_part_is_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    parts: list[tuple[str | bytes | None, ...]] = [
        ("ab", "c"),
        ("a", "bc"),
        ("abc",),
        ("abc", None),
        ("abc", ""),
        (None, "abc"),
    ]
    keys = {cache.key("x", *one) for one in parts} | {cache.key("y", "abc")}
    assert len(keys) == 7
    assert cache.key("x", "ab") == cache.key("x", b"ab") == Cache(tmp_path / "other").key("x", "ab")
    monkeypatch.setattr(consistency, "__version__", "9.9.9")
    assert Cache(tmp_path / "third").key("x", "ab") != cache.key("x", "ab")


def test_a_changed_table_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "consistency"
    (package / "lexicon").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "lexicon" / "units.csv").write_text("m,metre")
    monkeypatch.setattr(consistency, "__file__", str(package / "__init__.py"))
    first = Cache(tmp_path / "c").program
    assert Cache(tmp_path / "c").program == first
    os.utime(package / "lexicon" / "units.csv", (1, 1))
    assert Cache(tmp_path / "c").program == first  # a date alone says nothing
    (package / "lexicon" / "units.csv").write_text("m,meter")
    assert Cache(tmp_path / "c").program != first


@pytest.mark.parametrize(
    "broken", [b"", b"x", zlib.compress(b"{"), zlib.compress(b"[]"), zlib.compress(b'{"key":"y","value":1}')]
)
def test_a_broken_entry_is_made_anew(tmp_path: Path, broken: bytes) -> None:
    cache = Cache(tmp_path)
    key = cache.key("x", "1")
    cache.put(key, [1])
    (path,) = [one for one in tmp_path.rglob("*") if one.is_file() and key[2:] == one.name]
    path.write_bytes(broken)
    assert cache.get(key) is None and not path.exists()
    cache.put(key, [1])
    path.write_bytes(path.read_bytes()[:-3])
    assert cache.get(key) is None
    cache.put(key, {"not": "a result"})
    empty = Result(None, "pass", (), ())
    assert cache.kept(key, state.of_result, state.to_result, lambda: empty) == empty
    assert cache.get(key) == state.of_result(empty)


def test_the_folder_stays_small_and_what_is_used_stays(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=200_000)
    used = cache.key("x", "used")
    cache.put(used, "used")
    for number in range(200):
        key = cache.key("x", str(number))
        cache.put(key, os.urandom(2000).hex())
        os.utime(tmp_path / key[:2] / key[2:], (1000 + number, 1000 + number))
        os.utime(tmp_path / used[:2] / used[2:], (1, 1))
        assert cache.get(used) == "used"  # which notes the use
    size = sum(one.stat().st_size for one in tmp_path.rglob("*") if one.is_file())
    assert size < 200_000 * 1.1
    assert cache.get(cache.key("x", "0")) is None and cache.get(cache.key("x", "199")) is not None
    cache.put(cache.key("x", "huge"), os.urandom(200_000).hex())
    assert cache.get(cache.key("x", "huge")) is None


def test_what_killed_runs_left_is_deleted(tmp_path: Path) -> None:
    Cache(tmp_path).put(Cache(tmp_path).key("x"), 1)
    (folder, *_) = [one for one in tmp_path.iterdir() if one.is_dir()]
    old, new = folder / "a.1.tmp", folder / "b.1.tmp"
    for one in (old, new):
        one.touch()
    os.utime(old, (time.time() - 7200,) * 2)
    Cache(tmp_path).put(Cache(tmp_path).key("y"), 1)
    assert not old.exists() and new.exists()


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file")
    cache.put(cache.key("x"), 1)
    assert cache.get(cache.key("x")) is None
    assert cache.kept(cache.key("x"), str, int, lambda: 5) == 5


def test_it_may_be_deleted_at_any_time(tmp_path: Path) -> None:
    import shutil

    cache = Cache(tmp_path / "c")
    cache.put(cache.key("x"), 1)
    shutil.rmtree(tmp_path / "c")
    assert cache.get(cache.key("x")) is None
    cache.put(cache.key("x"), 1)
    assert cache.get(cache.key("x")) == 1


RUN = """
import random, sys
from pathlib import Path
from consistency.cache import Cache
cache = Cache(Path(sys.argv[1]), limit=60_000)
choose = random.Random(int(sys.argv[2]))
for _ in range(400):
    number = choose.randrange(60)
    key = cache.key("x", str(number))
    value = [number, str(number) * 1500, [choose.random() for _ in range(100)]]
    found = cache.kept(key, list, list, lambda: value)
    assert found[:2] == value[:2], number
    if choose.random() < 0.05:
        path = cache.folder / key[:2] / key[2:]
        try:
            path.write_bytes(path.read_bytes()[: choose.randrange(50)])
        except FileNotFoundError:
            pass
print("done")
"""


def test_eight_runs_at_once(tmp_path: Path) -> None:
    folder = str(tmp_path / "c")
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", RUN, folder, str(n)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for n in range(8)
    ]
    for run in runs:
        out, err = run.communicate(timeout=120)
        assert (out, err, run.returncode) == ("done\n", "", 0)
    assert not list(tmp_path.rglob("*.tmp"))
    assert sum(one.stat().st_size for one in tmp_path.rglob("*") if one.is_file()) < 60_000 * 2
