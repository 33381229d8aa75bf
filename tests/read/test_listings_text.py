"""Descriptions become what a shopper reads, and their lists become bullets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.read.htmltext import prose
from consistency.read.marks import point_of


@pytest.mark.parametrize(
    ("html", "text", "points"),
    [
        ("<p><b>50</b>00mAh</p>", "5000mAh", ()),
        ("<ul><li>a<li>b<ul><li>c</li></ul></ul>d", "a\nb\nc\nd", ("a", "b", "c")),
        ("<li><p>a</p><p>b</p></li>", "a\nb", ("a b",)),
        ("<p>x<br>+ a<br/>- b<br />c</p>", "x\n+ a\n- b\nc", ("a", "b")),
        ("<p>x\n  y</p>", "x y", ()),
        ("<div>x\n- a\n- b</div>", "x\n- a\n- b", ("a", "b")),
        ("<b>x</b>\n- a", "x\n- a", ("a",)),
        ("<table><tr><th>Weight</th><td>5&nbsp;kg</td></tr><tr><td>a</td></tr></table>", "Weight\t5 kg\na", ()),
        ("<style>p {}</style><p>a</p><script>if (a < b) {}</script>", "a", ()),
        ("a<!-- <p>b -->c<br>", "ac", ()),
        ("&lt;p&gt;a &amp;amp; b&lt;/p&gt;", "a & b", ()),
        ("noise <50 dB, fits <IPX8>", "noise <50 dB, fits <IPX8>", ()),
        ("a &lt; b", "a < b", ()),
        ("<p title='>'>a</p>", "a", ()),
        ("<pre>a\nb</pre>", "a\nb", ()),
        ("  as it\n\nstands ", "  as it\n\nstands ", ()),
    ],
)
def test_prose(html: str, text: str, points: tuple[str, ...]) -> None:
    found = prose(html)
    assert (found.text, found.points) == (text, points)


@pytest.mark.parametrize(
    ("line", "point"),
    [
        ("+ IPX8", "IPX8"),
        ("-Waterproof", "Waterproof"),
        ("–  a", "a"),
        ("✔ 5000mAh", "5000mAh"),
        ("✅✅ a", "a"),
        ("🔋5000mAh", "5000mAh"),
        ("1️⃣ a", "a"),
        ("1. 5000mAh", "5000mAh"),
        ("2、防水", "防水"),
        ("（3）防水", "防水"),
        ("①防水", "防水"),
        ("【防水】IPX8级", "【防水】IPX8级"),
        ("✨【防水】IPX8级", "【防水】IPX8级"),
        ("【参数】", None),
        ("✨ Features:", None),
        ("-----", None),
        ("-20 °C", None),
        ("+5 V", None),
        ("2.4 GHz", None),
        ("1.5L bottle", None),
        ("12V", None),
        ("plain", None),
        ("", None),
    ],
)
def test_marked_lines(line: str, point: str | None) -> None:
    assert point_of(line) == point


@given(
    st.lists(
        st.sampled_from([*"<>/&;\n\t -+\"'=", "<li>", "</ul>", "<ul>", "<p>", "<script>", "<!--", "&lt;", "5V", "防水"])
    )
)
def test_any_text_has_points_that_stand_in_it(parts: list[str]) -> None:
    found = prose("".join(parts))
    flat = " ".join(found.text.split())
    assert all(" ".join(point.split()) in flat for point in found.points)
    assert all(point.strip() for point in found.points)
