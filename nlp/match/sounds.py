"""What sounds alike: a name with one wrong character that is spoken like the right one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

_SHORTEST = 3
"""Of shorter names half would be wrong."""


class SoundAlike:
    """Finds names that were written by ear: 海低捞, 燕塔区.

    Args:
        names: The right spellings; shorter ones than three characters are passed over.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_pair: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._around: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(names):
            if len(name) >= _SHORTEST and not name.isascii():
                for at, pair in enumerate(pairwise(name)):
                    self._by_pair["".join(pair)].append((name, at))
                if len(name) == _SHORTEST:  # 光名区: nothing but the middle is another
                    self._around[f"{name[0]}{name[-1]}"].append(name)

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where one stands in a normal text, and the name that is meant."""
        for at in range(len(text) - 1):
            for name, offset in self._by_pair.get(text[at : at + 2], ()):
                start, end = at - offset, at - offset + len(name)
                if start >= 0 and end <= len(text) and _alike(text[start:end], name):
                    yield start, end, name
            around = f"{text[at]}{text[at + 2 : at + 3]}"
            for name in self._around.get(around, ()):
                if _alike(text[at : at + _SHORTEST], name):
                    yield at, at + _SHORTEST, name


def _alike(written: str, name: str) -> bool:
    """Whether just one character is another, and that one sounds the same."""
    differing = [(a, b) for a, b in zip(written, name, strict=True) if a != b]
    return len(differing) == 1 and all(sound(a) == sound(b) for a, b in differing)


@cache
def sound(char: str) -> str:
    """A character without its tone; what a voice or a careless thumb mixes up is made one."""
    # Its tables take a third of a second to load, and few messages need them.
    from pypinyin import lazy_pinyin

    return _merged(lazy_pinyin(char)[0])


def sounds(word: str) -> tuple[str, ...]:
    """As `sound` of each character of a word; 长 of 长毛 is not that of 长度."""
    from pypinyin import lazy_pinyin

    return tuple(map(_merged, lazy_pinyin(word)))


def _merged(heard: str) -> str:
    for spoken, meant in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n")):
        heard = heard.replace(spoken, meant)
    return heard
