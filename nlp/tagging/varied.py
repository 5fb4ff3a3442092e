"""The marked messages, and variations of them: other names, other marks, said at another place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from knowledge.cities.divisions import Division
from knowledge.lexicon.tagged_messages import Marked, Tagged
from nlp.tagging.invent import Inventor

_SLOT = re.compile(r"\{([dpmqw])\}")
_OPENING, _CLOSING = '“「『"《‘【', '”」』"》’】'
_PUNCTUATION = re.compile("[，。！？；：、,.!?…~—]+")
_SWAPPED = {"m": 0.8, "p": 0.6, "f": 0.5, "w": 0.3}
_UNQUOTED, _REQUOTED, _QUOTED = 0.4, 0.65, 0.15
_NO_MARKS, _BLANKS, _MIXED = 0.12, 0.25, 0.33
_SAID_WHERE = 0.85


class Varier:
    """Makes variations; the same seed makes the same ones."""

    def __init__(
        self, inventor: Inventor, names: Mapping[str, Sequence[str]], random: Random
    ) -> None:
        self._invent = inventor
        self._random = random
        self._after = names["frame_after"]
        self._before = names["frame_before"]

    def vary(self, message: Tagged) -> Tagged:
        """Another message of the same build."""
        parts = list(self._swapped(message))
        if not any(mark.what in "mp" for mark in message.marks):
            parts = self._placed(parts)
        return self._unpunctuated(_joined(parts, message.points))

    def _swapped(self, message: Tagged) -> Iterator[tuple[str, str]]:
        """The message in parts, each with its letter or none, some names replaced."""
        district = self._invent.district()
        other = {what for what, share in _SWAPPED.items() if self._random.random() < share}
        chosen: dict[str, str] = {}
        position, drop = 0, ""
        for mark in message.marks:
            before = message.text[position : mark.start]
            before = before.removeprefix(drop)
            words = message.text[mark.start : mark.end]
            if mark.what == "d":
                words = district.name
            elif mark.what in other:
                words = chosen.setdefault(f"{mark.what}{words}", self._other(mark.what, district))
            quotes = ("", "")
            drop = ""
            if mark.what == "m":
                before, drop, quotes = self._requoted(
                    before, message.text[mark.end : mark.end + 1]
                )
            yield before + quotes[0], ""
            yield words, mark.what
            yield quotes[1], ""
            position = mark.end
        yield message.text[position:].removeprefix(drop), ""

    def _other(self, what: str, district: Division) -> str:
        if what == "m":
            return self._invent.trader()
        if what == "p":
            return self._invent.place(district)
        return self._invent.food() if what == "f" else self._invent.when()

    def _requoted(self, before: str, after: str) -> tuple[str, str, tuple[str, str]]:
        """Before a trader, what of the text after it to drop, and new quotation marks."""
        chance, new = self._random.random(), self._invent.quotes()
        if before[-1:] and before[-1] in _OPENING:
            closing = after if after and after in _CLOSING else ""
            if chance < _UNQUOTED:
                return before[:-1], closing, ("", "")
            if chance < _REQUOTED:
                return before[:-1], closing, (new[0], new[1])
        elif chance < _QUOTED:
            return before, "", (new[0], new[1])
        return before, "", ("", "")

    def _placed(self, parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Say before or after a message that names nobody where it was."""
        if self._random.random() > _SAID_WHERE:
            return parts
        if self._random.random() < 0.6:  # noqa: PLR2004 - more people say it at the end
            last = parts[-1][0].rstrip("。！？，!?. ") if not parts[-1][1] else parts[-1][0]
            end = self._random.choice(["", "", "。", "！", "，谢谢", "，就这样", " "])
            frame = self._framed(self._random.choice(self._after))
            return [*parts[:-1], (last, parts[-1][1]), *frame, (end, "")]
        return [*self._framed(self._random.choice(self._before)), *parts]

    def _framed(self, frame: str) -> list[tuple[str, str]]:
        district = self._invent.district()
        parts, position = [], 0
        for slot in _SLOT.finditer(frame):
            parts.append((frame[position : slot.start()], ""))
            position = slot.end()
            if slot[1] == "d":
                parts.append((district.name, "d"))
            elif slot[1] == "q" and self._random.random() < 0.75:  # noqa: PLR2004 - mostly quoted
                quotes = self._invent.quotes()
                parts += [(quotes[0], ""), (self._invent.trader(), "m"), (quotes[1], "")]
            else:
                what = "m" if slot[1] == "q" else slot[1]
                parts.append((self._other(what, district), what))
        parts.append((frame[position:], ""))
        return parts

    def _unpunctuated(self, message: Tagged) -> Tagged:
        """As spoken into a phone: without marks, or with blanks for them."""
        chance = self._random.random()
        if chance > _MIXED:
            return message
        kept: list[str] = []
        place = [0] * (len(message.text) + 1)
        for index, char in enumerate(message.text):
            place[index] = len(kept)
            if not _PUNCTUATION.fullmatch(char):
                kept.append(char)
            elif chance > _NO_MARKS and (chance < _BLANKS or self._random.random() < 0.5):  # noqa: PLR2004 - half
                kept.append(" ")
        place[-1] = len(kept)
        marks = (Marked(place[m.start], place[m.end], m.what) for m in message.marks)
        return Tagged("".join(kept), tuple(m for m in marks if m.start < m.end), message.points)


def _joined(parts: Sequence[tuple[str, str]], points: frozenset[str] | None) -> Tagged:
    text, marks = "", []
    for words, what in parts:
        if what and words:
            marks.append(Marked(len(text), len(text) + len(words), what))
        text += words
    return Tagged(text, tuple(marks), points)
