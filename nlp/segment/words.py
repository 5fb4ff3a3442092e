"""Segmentation by jieba with our own words, in a tokenizer of our own."""

import logging
import warnings
from collections.abc import Iterable

from nlp.reading import Token

with warnings.catch_warnings():
    # jieba asks setuptools for its data path in a way setuptools warns about.
    warnings.simplefilter("ignore")
    import jieba

logging.getLogger("jieba").setLevel(logging.ERROR)

_OWN_FREQUENCY = 20_000


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

    def cut(self, text: str) -> tuple[Token, ...]:
        """The words of a normal text, without gaps, in order."""
        tokens: list[Token] = []
        position = 0
        for word in self._tokenizer.cut(text, HMM=False):
            tokens.append(Token(word, position, position + len(word)))
            position += len(word)
        return tuple(tokens)
