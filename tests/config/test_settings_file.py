"""consistency.toml: found upwards, extended, and each mistake with its line and the nearest right key."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.config import Config, find, load
from consistency.config.keys import KEYS
from consistency.config.lines import key_lines
from consistency.errors import ConfigError


def written(folder: Path, text: str, name: str = "consistency.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_found_upwards(tmp_path: Path) -> None:
    file = written(tmp_path, "")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert find(deep) == find(tmp_path) == file
    nearer = written(tmp_path / "a", "")
    assert find(deep) == nearer
    assert load(nearer).root == tmp_path / "a"
    assert Config().root is None and Config().default_policy


def test_the_nearest_file_counts_before_what_it_extends(tmp_path: Path) -> None:
    team = written(tmp_path, 'lang = "zh"\ncore = ["a"]\n[severity]\nreworded = "off"\nC101 = "off"\n', "team.toml")
    file = written(tmp_path / "shop", 'extend = "../team.toml"\ncore = ["b"]\n[severity]\nC101 = "warning"\n')
    settings = load(file)
    assert settings.files == (file, team)
    assert settings.lang == "zh" and settings.get("core") == ("b",)
    assert settings.table("severity") == {"reworded": "off", "C101": "warning"}
    assert settings.origins["severity.reworded"] == (team, 4)
    assert settings.origins["severity.C101"] == (file, 4)


def test_paths_count_from_the_file_in_which_they_stand(tmp_path: Path) -> None:
    terms = written(tmp_path, "concept,sense,term\n", "terms.csv")
    written(tmp_path, 'lexicon = ["terms.csv"]\n[listings]\nfiles = ["pages/*.json"]\n', "team.toml")
    settings = load(written(tmp_path / "shop", 'extend = "../team.toml"\n'))
    assert settings.lexicon == (terms,)
    (pattern,) = settings.get("listings.files")
    assert pattern.match(tmp_path / "pages" / "a.json") is not None
    assert pattern.match(tmp_path / "shop" / "pages" / "a.json") is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('lnag = "zh"', "line 1: there is no key “lnag”. Did you mean “lang”?"),
        ('\n[listing]\nfiles = ["a"]', "line 2: there is no key “listing”. Did you mean “listings”?"),
        (
            '[scripts]\n\nincludes = ["a"]',
            "line 3: there is no key “scripts.includes”. Did you mean “scripts.include”?",
        ),
        ("limit = 3", "line 1: there is no key “limit”. Did you mean “title.limit”?"),
        ('lang = "cn"', "line 1: “lang” is one of en, zh, not “cn”."),
        (
            '[severity]\nC109 = "off"',
            "line 2: “severity.C109” names the rule “C109”, which there is not. Did you mean “C10",
        ),
        (
            '[severity]\nmissing = "of"',
            "line 2: “severity.missing” is one of off, warning, error, not “of”. Did you mean “off”?",
        ),
        ('[required]\ntitel = "all"', "line 2: there is no key “required.titel”. Did you mean “required.title”?"),
        ('market = "tiktok-usa"', "line 1: “market” is one of tiktok-us"),
        ("[title]\nlimit = 0", "line 2: “title.limit” is a whole number above 0, not 0."),
        ("cache = 1", "line 1: “cache” is true or false, not 1."),
        ("core = [\n  1,\n]", "line 1: “core” is a list of texts"),
        ('lexicon = "none.csv"', "none.csv, which does not exist"),
        ('[listings]\nfiles = ["{skku}.json"]', "line 2: “listings.files” has a slot {skku}, which is not known here"),
        ('[listings.columns]\ntitel = "Name"', "line 2: “listings.columns.titel” names the field “titel”"),
        ("[[suppress]]\nreason = 'x'", "line 1: “suppress.0” names nothing to suppress."),
        ("[[suppress]]\n[[suppress]]\nclaims = 'x'", "line 1: “suppress.0” names nothing"),
        ("[[suppress]]\nclaims = 'x'", "line 2: there is no key “suppress.0.claims”. Did you mean “claim”?"),
        ('[[suppress]]\nrules = ["C2", "C9"]', "line 2: “suppress.0.rules” names the rule “C9”, which there is not."),
        ("[[suppress]]\nrules = 'mising'", "which there is not. Did you mean “missing”?"),
        ("lang = zh", "is not valid TOML: Invalid value (at line 1, column 8)"),
        (
            "ignore_attributes = ['waterprof']",
            "line 1: “ignore_attributes” names “waterprof”, which is no attribute. Did you mean “waterproof”?",
        ),
        ("scripts.inculde = 'a'", "there is no key “scripts.inculde”. Did you mean “scripts.include”?"),
        ("ignore_attributes = ['qqqq']", "“qqqq”, which is no attribute."),
        ('extend = "none.toml"', "line 1: “extend” names"),
        ('extend = "consistency.toml"', "line 1: “extend” comes back to"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as told:
        load(written(tmp_path, text))
    assert sentence in str(told.value)
    assert str(tmp_path / "consistency.toml") in str(told.value)


def test_suppressions(tmp_path: Path) -> None:
    file = written(tmp_path, '[[suppress]]\nclaim = "IPX8"\n\n[[suppress]]\nrules = "C101"\nscripts = ["a/*"]\n')
    one, two = load(file).suppressions
    assert (one.claim, one.rules, one.origin.line) == ("IPX8", (), 1)
    assert (two.claim, two.rules, two.origin.line) == (None, ("C101",), 4)
    assert two.scripts[0].match(tmp_path / "a" / "x.md") is not None
    (many,) = load(written(tmp_path, '[[suppress]]\nrules = ["C2", "missing", "vague_in_title"]')).suppressions
    assert many.rules == ("C2", "missing", "vague_in_title")


def test_digest_changes_with_values_and_with_the_terms(tmp_path: Path) -> None:
    terms = written(tmp_path, "concept,sense,term\n", "terms.csv")
    file = written(tmp_path, 'lexicon = ["terms.csv"]\n')
    digests = [load(file).digest, load(file).digest]
    terms.write_text("concept,sense,term\nwaterproof,term,dry\n")
    digests.append(load(file).digest)
    written(tmp_path, 'lexicon = ["terms.csv"]\nmarket = "tiktok-us"\n')
    digests.append(load(file).digest)
    assert len(set(digests)) == 3 and digests[0] == digests[1]


def test_lines_of_keys() -> None:
    text = 'a = """\n[x]\nb = 1\n"""\n[t."q w"] # c\nlist = [ # ]\n  "]",\n  1]\nu.v = { x = 1 }\n'
    text += "[[e]]\nk = 1\n[[e]]\nk = 2\n"
    tomllib.loads(text)
    assert key_lines(text) == {
        "a": 1,
        "t": 5,
        "t.q w": 5,
        "t.q w.u": 9,
        "t.q w.list": 6,
        "t.q w.u.v": 9,
        "e": 10,
        "e.0": 10,
        "e.0.k": 11,
        "e.1": 12,
        "e.1.k": 13,
    }


@given(st.text(alphabet="ab[]{}\"'=#.,\n 1", max_size=60))
def test_any_text_that_is_toml_has_its_top_keys_found(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        key_lines(text)
        return
    found = key_lines(text)
    for key, value in data.items():
        if key and not set(key) & set(".\"'\\ ") and not isinstance(value, dict):
            assert 1 <= found[key] <= text.count("\n") + 1


_VALUES = [
    "1",
    "-1",
    "true",
    "1.5",
    '""',
    '"x"',
    '"../*"',
    "[]",
    "[1]",
    '["a"]',
    '[["a"]]',
    "{}",
    "{ a = 1 }",
    "{ a = { b = [] } }",
    "1979-05-27",
    '["{sku}{sku}"]',
    '"{"',
    '["**"]',
    "inf",
    '"all"',
    '"\\u0000"',
    '"/"',
    '[""]',
]
_NAMES = [
    *(key.replace("*", "x") for key in KEYS),
    "suppress",
    "severity",
    "listings.map",
    "scripts",
    "required",
    "a.b",
]


@pytest.mark.parametrize("name", _NAMES)
def test_any_value_is_taken_or_refused_with_its_line(tmp_path: Path, name: str) -> None:
    for value in _VALUES:
        try:
            settings = load(written(tmp_path, f"\n{name} = {value}\n"))
        except ConfigError as error:
            assert "line 2" in str(error) or "not valid TOML" in str(error), (value, str(error))
        else:
            assert settings.digest and settings.get("lang") in (None, "en", "zh")


def test_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "consistency.toml"
    path.write_bytes('\ufefflang = "zh"\r\n[listings]\r\nfiles = ["pages\\\\{sku}.json"]\r\nfile = 1\r\n'.encode())
    with pytest.raises(ConfigError, match=r"line 4: there is no key “listings\.file”"):
        load(path)
    path.write_bytes(path.read_bytes().replace(b"file = 1", b""))
    (pattern,) = load(path).get("listings.files")
    assert pattern.match(tmp_path / "pages" / "A.json") == {"sku": "A"}
