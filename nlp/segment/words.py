"""Segmentation by jieba with our own words, in a tokenizer of our own."""

import logging
import re
import warnings
from bisect import bisect_right
from collections.abc import Iterable

from nlp.reading import Token

with warnings.catch_warnings():
    # jieba asks setuptools for its data path in a way setuptools warns about.
    warnings.simplefilter("ignore")
    import jieba

logging.getLogger("jieba").setLevel(logging.ERROR)

_OWN_FREQUENCY = 20_000
_COMMON = 10
_SHORT_WORD = re.compile("[\u4e00-\u9fff]{2,4}")
_BREAK = re.compile(r"[^\u4e00-\u9fffa-z0-9 .&·・'’—-]+")
"""No word and no name reaches over these: between them a text can be cut piece by piece."""


class Segmenter:
    """Cuts a text into words; safe to share between threads once built.

    The dictionary is built in memory: jieba's usual cache in the system's temporary folder
    is neither read nor written, because anyone on the machine could put one there.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._tokenizer = jieba.Tokenizer()
        dictionary = self._tokenizer.get_dict_file()
        with dictionary:
            frequencies, total = self._tokenizer.gen_pfdict(dictionary)
        self._tokenizer.FREQ, self._tokenizer.total = frequencies, total
        self._tokenizer.initialized = True
        for word in words:
            self._tokenizer.add_word(word, _OWN_FREQUENCY)

    def common(self) -> list[str]:
        """The common words of two to four characters, our own among them, in order."""
        return sorted(
            word
            for word, count in self._tokenizer.FREQ.items()
            if count >= _COMMON and _SHORT_WORD.fullmatch(word)
        )

    def cut(self, text: str, offset: int = 0) -> tuple[Token, ...]:
        """The words of a normal text, without gaps, in order.

        Args:
            text: The text, or a piece of one.
            offset: Where the piece begins.
        """
        tokens: list[Token] = []
        for word in self._tokenizer.cut(text, HMM=False):
            tokens.append(Token(word, offset, offset + len(word)))
            offset += len(word)
        return tuple(tokens)


class Words:
    """The words of one text, each stretch cut when it is first asked for.

    Only the surroundings of a name are ever looked at, and cutting is the dearest step.
    """

    def __init__(self, segmenter: Segmenter, text: str) -> None:
        self._segmenter = segmenter
        self._text = text
        self._breaks: list[int] | None = None
        self._cut: dict[int, tuple[Token, ...]] = {}

    def around(self, position: int) -> tuple[Token, ...]:
        """The words of the stretch that holds the character before a position."""
        if self._breaks is None:
            self._breaks = [0, *(one.end() for one in _BREAK.finditer(self._text))]
        number = bisect_right(self._breaks, max(position - 1, 0)) - 1
        if number not in self._cut:
            start = self._breaks[number]
            end = [*self._breaks, len(self._text)][number + 1]
            self._cut[number] = self._segmenter.cut(self._text[start:end], start)
        return self._cut[number]
