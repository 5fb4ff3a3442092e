"""Words of the trade typed by their sound: 头诉 is 投诉, 过其 is 过期, 拉肚纸 is 拉肚子.

A word is put right by one of the same length, so that every position in a text stays the same.
It is misspelt only where the segmenter finds nothing but single characters: in 不过其他 and 推前台
other words stand.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick

from nlp.match.sounds import sound, sounds
from nlp.reading import Misspelt, Token, WordsOfText

_GRAMMAR = frozenset(
    "的得地了是在有没不无未也都就又只之各要会去来到出给把被让和跟与及或以为一个上下里"
)
"""Characters that are words by themselves wherever they stand."""
_PRIVATE = 0xE000
"""No normal text holds the characters from here on: they are ours to mean syllables."""
_SUM = r"(?:\d+|[一二两三四五六七八九十百千万几]+)"
_ORDER = re.compile(
    r"(?:.*[\s，,。.；;！!])?([\u4e00-\u9fff]{2,4}?)[吧了啊呀啦嘛哈谢\s。.!！~～]*", re.DOTALL
)
"""What stands alone at the end of a message: 没有了 体教吧."""
_OLD_SO_AND_SO = re.compile(
    r"老[\u4e00-\u9fff](?:水产|海鲜|烧腊|卤味|熟食|腊味|快餐|火锅|早餐|记|[肉菜鱼面粉饭粥][店档铺馆摊])"
)
"""老苏水产 is called after who keeps it, and no 老鼠."""
_IN_PLACE = (
    (
        "快",
        "块",
        re.compile(r"(?<=[\d一二两三四五六七八九十百千几])快(?=钱|[，,。.!！?？;；、\s的]|$)"),
    ),
    (
        "陪培",
        "赔",
        re.compile(
            r"[陪培](?=(?:我们?|俺|咱们?|[他她]们?)?"
            rf"(?:钱|{_SUM}(?:元|[块快]|倍|[，,。.!！;；\s]|$)|医药|医疗|误工|损失))"
        ),
    ),
    (
        "配佩",
        "赔",
        re.compile(
            rf"[配佩](?=(?:我们?|俺|咱们?)(?:钱|{_SUM}(?:元|[块快]|倍|[，,。.!！;；\s]|$)))"
        ),
    ),
    ("退", "腿", re.compile(r"(?<=[火鸡鸭羊猪])退(?=[肠肉堡饭排])")),
    ("布", "部", re.compile(r"(?<=小卖)布")),
    ("差", "查", re.compile(r"(?<=[去来])差(?=一下|一差|差|[他她它]|下[他她它])")),
    (
        "较教",
        "叫",
        re.compile(r"(?<=我)[较教](?=\s*[\u4e00-\u9fff]{2,3}(?:[\s，,。]|[电点]话|1\d|$))"),
    ),
)
"""Single characters where what stands around leaves no doubt: 45快, 陪我一千, 我教张三，."""


class Spelling:
    """Finds misspelt words; built once, then shared by threads.

    Args:
        by_ear: The words known by their sound.
        by_sight: What is written and what is meant, parted by a blank.
        as_written: What only sounds like one of the words.
        orders: What is known by its sound alone when nothing else is said.
    """

    def __init__(
        self,
        by_ear: Iterable[str],
        by_sight: Iterable[str],
        as_written: Iterable[str],
        orders: Iterable[str],
    ) -> None:
        self._syllables = _Syllables()
        self._meant: defaultdict[str, list[str]] = defaultdict(list)
        for word in by_ear:
            self._meant["".join(map(self._syllables.code, sounds(word)))].append(word)
        self._as_written = frozenset(as_written)
        self._orders = {"".join(map(self._syllables.code, sounds(word))): word for word in orders}
        self._seen = dict(pair.split() for pair in by_sight)
        self._heard = sorted(self._meant)
        self._ears = AhoCorasick(self._heard)
        self._eyes = AhoCorasick(sorted(self._seen))

    def find(self, text: str, words: WordsOfText) -> tuple[Misspelt, ...]:
        """Every misspelt word, in order, none over another; the longest first."""
        found = [
            *self._by_ear(text, words),
            *self._by_sight(text, words),
            *_in_place(text),
            *self._order(text),
        ]
        kept: list[Misspelt] = []
        for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
            if all(one.end <= other.start or other.end <= one.start for other in kept):
                kept.append(one)
        return tuple(sorted(kept, key=lambda one: one.start))

    def _by_ear(self, text: str, words: WordsOfText) -> Iterator[Misspelt]:
        spoken = text.translate(self._syllables)
        for index, start, end in self._ears.find_matches_as_indexes(spoken, overlapping=True):
            written, meant = text[start:end], self._meant[self._heard[index]]
            if written in self._as_written or _OLD_SO_AND_SO.match(text, start):
                continue
            near = next((word for word in meant if _is_near(written, word)), None)
            if near is not None and _is_no_word(words.around(end), start, end, near):
                yield Misspelt(start, end, near, "misspelt.by_ear")

    def _by_sight(self, text: str, words: WordsOfText) -> Iterator[Misspelt]:
        for _, start, end in self._eyes.find_matches_as_indexes(text):
            if _is_whole(_within(words.around(end), start, end), start, end):
                yield Misspelt(start, end, self._seen[text[start:end]], "misspelt.by_sight")

    def _order(self, text: str) -> Iterator[Misspelt]:
        """体教, 题教吧: no character is right, yet nothing else is meant where it stands alone."""
        said = _ORDER.fullmatch(text)
        meant = self._orders.get(said[1].translate(self._syllables)) if said else None
        if said and meant and said[1] != meant:
            yield Misspelt(*said.span(1), meant, "misspelt.order")


def put_right(text: str, misspelt: Sequence[Misspelt]) -> str:
    """The text with what is meant in place of what is written."""
    letters = list(text)
    for one in misspelt:
        letters[one.start : one.end] = one.meant
    return "".join(letters)


def _is_near(written: str, meant: str) -> bool:
    """Whether half is written as it is meant, and what is not is no word of grammar."""
    differing = [char for char, right in zip(written, meant, strict=True) if char != right]
    return 0 < len(differing) * 2 <= len(meant) and _GRAMMAR.isdisjoint(differing)


def _is_no_word(tokens: Sequence[Token], start: int, end: int, meant: str) -> bool:
    """Whether a stretch is made of whole tokens, none a word of its own that is not meant."""
    inside = _within(tokens, start, end)
    return _is_whole(inside, start, end) and all(
        len(token.text) == 1 or meant[token.start - start : token.end - start] == token.text
        for token in inside
    )


def _within(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    return [token for token in tokens if token.start < end and start < token.end]


def _is_whole(inside: Sequence[Token], start: int, end: int) -> bool:
    return inside[0].start == start and inside[-1].end == end


def _in_place(text: str) -> Iterator[Misspelt]:
    for written, meant, where in _IN_PLACE:
        if any(char in text for char in written):
            for found in where.finditer(text):
                yield Misspelt(found.start(), found.end(), meant, "misspelt.in_place")


class _Syllables(dict[int, str]):
    """A character to the code of its syllable, worked out on first sight; others stay."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: dict[str, str] = {}

    def code(self, syllable: str) -> str:
        """The code of a syllable of some word."""
        return self._codes.setdefault(syllable, chr(_PRIVATE + len(self._codes)))

    def __missing__(self, char: int) -> str:
        self[char] = code = self._codes.get(sound(chr(char)), chr(char))
        return code
