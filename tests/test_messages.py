"""Errors in the user's language."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from templates import templates

from consistency.errors import ConsistencyError, FileUnreadable
from consistency.messages import sentence, translated
from consistency.read.choose import pick
from consistency.read.files import read_bytes
from consistency.read.listings import read_listings
from consistency.read.scripts import read_script

TABLE = tomllib.loads((files("consistency") / "lexicon" / "rules" / "zh_errors.toml").read_text("utf-8"))["sentences"]


def test_every_error_that_is_raised_has_a_chinese_sentence() -> None:
    lacking = {text: path for text, path in templates().items() if text not in TABLE}
    assert lacking == {}


@pytest.mark.parametrize("english", TABLE)
def test_a_sentence_keeps_what_fills_it(english: str) -> None:
    chinese = TABLE[english]
    count = english.count("{}")
    filled = chinese.format(*(f"<{number}>" for number in range(count)))
    kept = set(re.findall(r"<\d+>", filled))
    assert len(kept) == count or english.startswith("Name one in its front matter")
    assert re.search("[\u4e00-\u9fff]", chinese) or not english.replace("{}", "").strip(" :.“”")


def test_the_longest_template_that_fits_is_taken() -> None:
    assert translated("a.json is not valid JSON at line 2, column 5.") == "a.json 不是有效的 JSON（第 2 行第 5 列）。"
    assert (
        translated("x is no script: a file without an ending is not read.") == "x 不是脚本：不支持 没有扩展名的文件。"
    )
    assert (
        translated("/t/consistency.toml, line 3: there is no key “a”.")
        == "/t/consistency.toml 第 3 行：没有“a”这一项。"
    )
    assert (
        translated("/t/consistency.toml, line 3: “lang” is one of en, zh, not “fr”.")
        == "/t/consistency.toml 第 3 行：“lang”应为 en, zh 之一，而不是 “fr”。"
    )
    assert translated("whatever else") == "whatever else"


def test_errors_that_happen(tmp_path: Path) -> None:
    (tmp_path / "all.json").write_text('[{"sku": "A", "title": "x"}, {"sku": "B", "title": "y"}]')
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n")
    for run, expected in (
        (lambda: read_listings(tmp_path / "odd.csv"), "odd.csv 没有认得出的列（找到：a, b）。"),
        (lambda: read_bytes(tmp_path / "all.jsno"), r"all.jsno 不存在。是不是 .*all.json？"),
        (lambda: read_script(tmp_path / "empty.txt"), "是空的。请给出写有视频台词的文件。"),
        (lambda: read_script(tmp_path / "all.pdf"), "不存在。"),
        (lambda: read_listings(tmp_path / "empty.txt"), "不是商品页：不支持 .txt。商品页可以是"),
        (
            lambda: pick(read_listings(tmp_path / "all.json"), None, "all.json"),
            "里有 2 个商品。请用 --sku 指明是哪一个：A, B。",
        ),
        (lambda: pick(read_listings(tmp_path / "all.json"), "C", "all.json"), "all.json 里没有商品 C。"),
    ):
        with pytest.raises(ConsistencyError) as told:
            run()
        assert re.search(expected, sentence(told.value, "zh")), sentence(told.value, "zh")
        assert sentence(told.value, "en") == str(told.value)


def test_a_file_s_name_is_never_translated_away() -> None:
    error = FileUnreadable("a is b.txt does not exist.", hint="Check the path.")
    assert sentence(error, "zh") == "a is b.txt 不存在。请检查路径。"
