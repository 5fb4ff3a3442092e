"""Where a name begins: from its ending leftwards, to the first word that no name holds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from nlp.reading import Reading

_JOINERS = frozenset("·・&.-—'’ ")
_LONGEST = 14
# 一碗, 三斤, 份: what is counted is eaten there, not the shop.
_COUNTED = re.compile(
    r"[\d一二两三四五六七八九十半几]*[份碗盘杯斤瓶盒袋包只条串块片箱桶罐根颗粒件套些种次顿餐]"
)
_GRAMMAR = frozenset("的了是不吗呢吧咗嘅")
_NEVER_INSIDE = frozenset(
    "的了在是和与被把从到去这那哪吗呢吧啊呀嘛都也就很太最又还才刚给让叫跟向往我你他她它们请说看问想要买吃喝卖点查冇喺嗰呢咗啲佢系个"
)


class NameEdges:
    """Walks over the words of a reading."""

    def __init__(self, stops: Sequence[str]) -> None:
        self._stops = frozenset(stops) | _NEVER_INSIDE

    def begin(self, reading: Reading, position: int, barriers: Sequence[int]) -> int:
        """Where the name that goes on at `position` begins; `position` itself if nothing joins.

        `barriers` are the ends, in order, of other findings that a name does not reach over.
        """
        tokens = reading.words.around(position)
        at = bisect_right(barriers, position)
        wall = barriers[at - 1] if at else 0
        index = bisect_left(tokens, position, key=lambda token: token.end)
        start = position
        if index < len(tokens) and tokens[index].start < position < tokens[index].end:
            # The ending began inside a word: the word's head belongs to the name if it can.
            head = reading.text[tokens[index].start : position]
            if not all(_is_name_char(char) for char in head):
                return position
            start = tokens[index].start
            index -= 1
        while index >= 0 and tokens[index].end > start:
            index -= 1
        while index >= 0:
            token = tokens[index]
            if (
                token.start < wall
                or position - token.start > _LONGEST
                or not self._joins(token.text)
            ):
                break
            start = token.start
            index -= 1
        while start < position and reading.text[start] in _JOINERS:
            start += 1
        return start

    def _joins(self, word: str) -> bool:
        if _COUNTED.fullmatch(word):
            return False
        return word not in self._stops and all(_is_name_char(char) for char in word)


def _is_name_char(char: str) -> bool:
    if char in _GRAMMAR:
        return False
    return (
        char in _JOINERS - {" "}
        or "\u4e00" <= char <= "\u9fff"
        or (char.isascii() and char.isalnum())
    )
