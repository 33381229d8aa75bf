"""Tell what a script says from what stands around it.

A script file holds stage directions, shot descriptions, time codes, labels and hashtags beside the
words that a viewer hears or reads. `unspoken` gives those stretches, so that whoever looks for
claims skips them while every offset stays one into the text as given. On-screen text is said.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from consistency.extract import layout
from consistency.extract.fold import fold, lower
from consistency.extract.stage import Bracket, Cue, brackets, cues, leading_marks

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_MORE_BRACKETS = str.maketrans("〖〗［］", "[][]")
_EVERYWHERE = re.compile(
    r"<!--[\s\S]{0,5000}?-->"
    r"|^[ \t]*//[ \t]*consistency[ \t]*:[^\n]*"
    r"|```[^\n]*|~~~[^\n]*"
    r"|\{\\[^{}\n]*\}"  # override tags of ASS subtitles
    r"|</?(?:i|b|u|s|em|strong|font|span|div|p|br|c|v|ruby|rt|center|small|big)\b[^<>\n]{0,200}>"
    r"|!\[[^\]\n]*\]\([^)\n]*\)|(?<=\])\((?:https?:|/|\.|#)[^)\n]*\)"
    r"|(?:https?://|www\.)[^\s<>()\u3000-\u9fff]+"
    r"|[a-z0-9._%+-]+@[a-z0-9-]+\.[a-z]{2,}"
    r"|(?<![a-z0-9&])\#(?!\d+(?![a-z0-9_\u4e00-\u9fff]))[\w\u4e00-\u9fff-]+\#?"
    r"|(?<![a-z0-9.])@[a-z_\u4e00-\u9fff][\w.\u4e00-\u9fff]*"
    r"|[♪♫♬][^♪♫♬\n]*[♪♫♬]+"
    r"|^[ \t]*[♪♫♬🎵🎶][^\n]*"
    r"|\*\*|__|`",
    re.MULTILINE,
)


def unspoken(text: str) -> list[tuple[int, int]]:
    """Return the stretches of `text` that are not said, sorted and apart, as (start, end) offsets.

    >>> script = "[0:03] VO: 5000mAh. (zooms in) #tech"
    >>> [script[a:b] for a, b in unspoken(script)]
    ['[0:03] VO: ', '(zooms in) #tech']
    """
    return _Sheet(text).stretches()


class _Sheet:
    """One script on its way through the marking: a byte a character, 1 where it is not said."""

    def __init__(self, text: str) -> None:
        self.text = lower(fold(text)).translate(_MORE_BRACKETS)
        self.silent = bytearray(len(text))
        self.brackets = brackets(self.text, text)
        self.bracket_starts = [b.start for b in self.brackets]
        self.cues = [c for c in cues(self.text) if not self._within_bracket(c)]
        self.cue_starts = [c.start for c in self.cues]
        self.labelled = any(c.role == "voice" for c in self.cues)

    def stretches(self) -> list[tuple[int, int]]:
        front = _FRONT_MATTER.match(self.text)
        begin = front.end() if front else 0
        self.hush(0, begin)
        blocks = layout.blocks(self.text, begin)
        carried = False  # an unspoken label that ends its line speaks for the lines under it
        for number, block in enumerate(blocks):
            if not block.said:
                self.hush(block.start, block.end)
                carried = False
            elif block.kind == "line":
                following = blocks[number + 1] if number + 1 < len(blocks) else None
                carried = self._line(block.start, block.end, carried, following)
        for bracket in self.brackets:
            self._bracket(bracket)
        for found in _EVERYWHERE.finditer(self.text):
            self.hush(found.start(), found.end())
        return self._merged()

    def hush(self, start: int, end: int) -> None:
        """Mark a stretch as not said."""
        if end > start:
            self.silent[start:end] = b"\x01" * (end - start)

    def _within_bracket(self, cue: Cue) -> bool:
        at = bisect_right(self.bracket_starts, cue.start) - 1
        return at >= 0 and self.brackets[at].start < cue.start and cue.end <= self.brackets[at].end

    def _in_line(self, start: int, end: int) -> list[Cue]:
        return self.cues[bisect_right(self.cue_starts, start - 1) : bisect_right(self.cue_starts, end - 1)]

    def _line(self, start: int, end: int, carried: bool, following: layout.Block | None) -> bool:
        """Mark one line; return whether what it began (an unspoken label) goes on below it."""
        if not self.text[start:end].strip():
            return False
        marks = leading_marks(self.text, start, end)
        self.hush(start, marks.end)
        found = self._in_line(start, end)
        if not found:
            self._unlabelled(marks.end, end, carried, marks.shot, marks.time, following)
            return carried
        if self._describes_shot(found, marks.shot or marks.time):
            self.hush(start, found[0].start)
        for number, cue in enumerate(found):
            until = found[number + 1].start if number + 1 < len(found) else end
            said = cue.said or (cue.bracketed and self._topic(cue, until))
            self.hush(cue.start, cue.end if said else until)
            if said and "|" in self.text[cue.end : until] and number + 1 < len(found):
                self.hush(self.text.rindex("|", cue.end, until), until)
        last = found[-1]
        return not last.said and not self.text[last.end : end].strip(" *_|\t\r")

    def _unlabelled(
        self, start: int, end: int, carried: bool, shot: bool, time: bool, following: layout.Block | None
    ) -> None:
        """Mark a line without labels: a shot's description where speech follows elsewhere."""
        if carried:
            self.hush(start, end)
        elif shot:
            if self._speech_follows(following):
                self.hush(start, end)
            elif not self.labelled:
                self.hush(start, self._after_colon(start, end))
        elif time and self.labelled and "|" in self.text[start:end]:
            self.hush(start, end)

    def _speech_follows(self, following: layout.Block | None) -> bool:
        """Tell whether the line after a shot's line is what is said in that shot."""
        if following is None or not following.said:
            return False
        if self.labelled:
            return bool(self._in_line(following.start, following.end))
        return layout.is_speech(self.text, following)

    def _after_colon(self, start: int, end: int) -> int:
        """Return where speech begins in "presenter under a tree: There's always …", else `start`."""
        at = self.text.find(": ", start, min(end, start + 80))
        return start if at < 0 or "[" in self.text[start:at] else at + 2

    def _describes_shot(self, found: list[Cue], marked: bool) -> bool:
        """Tell whether what stands before the first label of a line is not said."""
        return found[0].said and (marked or self.text.rfind("|", 0, found[0].start) >= 0)

    def _topic(self, cue: Cue, until: int) -> bool:
        """Tell whether a bracketed label names a topic (【画面】1080P摄像头), not what is seen.

        It is a picture where a voice label comes next, as in 【画面】…【口播】….
        """
        if cue.role == "type":
            return True
        at = bisect_right(self.cue_starts, cue.start)
        following = self.cues[at] if at < len(self.cues) else None
        if cue.role != "picture":
            return False
        if following is None:
            return not self.labelled
        between = self.text[until : following.start]
        return following.role not in ("voice", "screen") or "[" in between

    def _bracket(self, bracket: Bracket) -> None:
        """Mark a stage direction, all but the on-screen text in it."""
        if bracket.said is None:
            self.hush(bracket.start, bracket.end)
        elif bracket.said > bracket.start:
            self.hush(bracket.start, bracket.said)
            self.hush(bracket.end - 1, bracket.end)

    def _merged(self) -> list[tuple[int, int]]:
        """Join stretches with nothing but blanks between them."""
        joined: list[tuple[int, int]] = []
        for found in re.finditer(b"\x01+", bytes(self.silent)):
            start, end = found.span()
            if joined and not self.text[joined[-1][1] : start].strip():
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return joined
