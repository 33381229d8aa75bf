"""What is said is told from what stands around it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.extract.spoken import unspoken

# (script, what is left of it where runs of blanks are one)
CASES = [
    # stage directions in brackets
    ("[cut] Holds 5 L. (zooms in) It's [on-screen text: 5 L] big.", "Holds 5 L. It's 5 L big."),
    ("【镜头二：手按压垫面】6毫米厚。（音乐起）不硌。", "6毫米厚。 不硌。"),
    ("（画面：女生走来）3米防水（字幕：IPX8）", "3米防水 IPX8"),
    ("(ice clinking)\nIt keeps cold (see, no puddle) for 12 h.", "It keeps cold (see, no puddle) for 12 h."),
    ("(slides it into a pocket)\n(I counted, that's ten.)", "(I counted, that's ten.)"),
    ("【超长续航24小时】今天聊聊它", "【超长续航24小时】今天聊聊它"),
    ("*laughs* It is *really* light.", "It is *really* light."),
    # labels
    ("VO: 65W.\nVisual: hand grabs it\nSUPER: 65W FAST", "65W. 65W FAST"),
    ("画面：女生拿起杯子 旁白：保温12小时", "保温12小时"),
    ("画面：\n女生拿起杯子\n旁白：保温12小时", "保温12小时"),
    ("旁白(女声,低语):100%桑蚕丝\n字幕:48×74厘米", "100%桑蚕丝 48×74厘米"),
    ("画面：女生拿起杯子 解说词：保温12小时\n画面：泡茶 解说：500毫升", "保温12小时 500毫升"),
    ("Narrator: It is 2 kg.\nCapacity: 500 ml", "It is 2 kg. Capacity: 500 ml"),
    ("HOOK (0-2s): It holds 40 oz.\nCTA: Tap the cart", "It holds 40 oz. Tap the cart"),
    ("【场景】晚高峰【口播】磁力2000克", "磁力2000克"),
    ("【产品】4升粮仓\n【画面】1080P摄像头\n【供电】72小时", "4升粮仓 1080P摄像头 72小时"),
    # shots and times
    ("【镜头一】音箱放桌上\n口播:20W。", "20W。"),
    ("【鏡頭一】主播拿起相機\n五千萬畫素", "五千萬畫素"),
    ("[Shot 1 – kitchen] It holds 5 litres. [Shot 2] 1,700 W.", "It holds 5 litres. 1,700 W."),
    ("SHOT 1 – under a tree: SK5 steel.\nSHOT 2 – drizzle: Aluminium handles.", "SK5 steel. Aluminium handles."),
    ("Scene 1 (sad bucket seat)\n\"Six months.\"", "\"Six months.\""),
    ("00:03 | Lamp fades on | VO: 97 CRI\n[0:08] 50 mm drivers", "97 CRI 50 mm drivers"),
    ("0-3s | 画面:女生 | 口播:60小时续航", "60小时续航"),
    ("镜1｜台灯亮起｜口播：RG0无蓝光", "RG0无蓝光"),
    ("3-5 s of heating is enough", "3-5 s of heating is enough"),
    ("口播稿|磁吸充电宝|30秒\n5000毫安", "5000毫安"),
    ('STORYBOARD "Foam first" – 30 s\n〖镜头1〗泡沫\n旁白：1升', "1升"),
    # storyboards
    ("| 镜号 | 画面 | 台词 | 时长 |\n|---|---|---|---|\n| 1 | 拿起 | 能用24小时 | 3s |", "能用24小时"),
    ("Shot\tTime\tVisual\tVoiceover\n1\t0:00\tmug\tKeeps warm 6 h", "Keeps warm 6 h"),
    ("名称 | 5000毫安 | 65W", "名称 | 5000毫安 | 65W"),
    # subtitles
    ("1\n00:00:01,000 --> 00:00:03,000\nIt is <i>IPX8</i>\n\n2\n00:00:04,000 --> 00:00:05,000\n♪ la ♪", "It is IPX8"),
    ("WEBVTT\n\n00:01.000 --> 00:03.000 align:start\n- 5000 mAh", "5000 mAh"),
    # Markdown
    ("---\ntitle: 5000 mAh\n---\n# Speaker 20 W\n**24 hours**, [see](https://a.b/c) it", "24 hours , [see] it"),
    ("# Notes\n- use 3 lamps\n## Voiceover\n> It is 2 kg\n## Tags\nx", "It is 2 kg"),
    # social
    ("IPX7 #ipx8 #降噪耳机 @shop.de ok@a.io www.x.io/24h", "IPX7"),
    ("#1 pick, 3# 和 50%@20°C", "#1 pick, 3# 和 50%@20°C"),
    ("手机APP跟着音乐跳🎵。支持语音", "手机APP跟着音乐跳🎵。支持语音"),
    ("", ""),
]  # fmt: skip


def said(text: str) -> str:
    """Return what is left of a script, with one blank for every stretch that is not said."""
    parts, at = [], 0
    for start, end in unspoken(text):
        parts.append(text[at:start])
        at = end
    return " ".join(" ".join([*parts, text[at:]]).split())


@pytest.mark.parametrize(("text", "left"), CASES, ids=[text[:24] for text, _ in CASES])
def test_what_is_said(text: str, left: str) -> None:
    assert said(text) == left


@given(st.text(alphabet="镜头画面旁白：:[]【】()|\n#@*-0123s♪VO Aab画>", max_size=120))
def test_stretches_are_sorted_and_apart(text: str) -> None:
    at = -1
    for start, end in unspoken(text):
        assert at < start < end <= len(text)
        at = end


@pytest.mark.parametrize("unit", ["[", "(", "【镜头", "画面：", "- ", "00:01 ", "|", "*", "#a", "a: ", "{\\", "镜头1"])
def test_time_is_linear(unit: str) -> None:
    start = time.perf_counter()
    unspoken(unit * (60_000 // len(unit)))
    assert time.perf_counter() - start < 5


@pytest.mark.shared
def test_no_gold_claim_is_lost(shared: Path) -> None:
    lost = []
    for line in (shared / "gold" / "dev.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        stretches = unspoken(case["script"]["text"])
        for claim in case["claims"]:
            if any(a < claim["end"] and b > claim["start"] for a, b in stretches):
                lost.append((case["id"], claim["text"]))
    assert not lost
