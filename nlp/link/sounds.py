"""One character for each syllable, so that what sounds alike compares as equal."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

_FIRST, _LAST = 0x4E00, 0x9FFF  # the characters in daily use; rarer ones compare as themselves
_PRIVATE = 0xE000  # no text holds the characters from here on: they are ours to mean syllables
_RETROFLEX = re.compile("^([zcs])h")
_NASAL = re.compile("([ie])ng$")


@dataclass(frozen=True, slots=True)
class Sounds:
    """Two tables for `str.translate`; a character has one reading, its commonest.

    Attributes:
        exact: Syllables without tone: 中 and 种 are one.
        merged: zh/z, ch/c, sh/s, ing/in, eng/en are one as well, as half the country speaks.
    """

    exact: Mapping[int, str]
    merged: Mapping[int, str]

    @classmethod
    def of(cls, spoken: Mapping[str, str]) -> Self:
        """Tables from syllable → all characters read so."""
        exact: dict[int, str] = {}
        merged: dict[int, str] = {}
        codes: dict[str, str] = {}
        for place, (syllable, characters) in enumerate(sorted(spoken.items())):
            code = chr(_PRIVATE + place)
            near = codes.setdefault(_merge(syllable), code)
            exact |= dict.fromkeys(map(ord, characters), code)
            merged |= dict.fromkeys(map(ord, characters), near)
        return cls(exact, merged)


def read_dictionary() -> dict[str, str]:
    """Syllable → characters, from the pinyin dictionary; slow, so an index keeps the result."""
    from pypinyin.pinyin_dict import pinyin_dict

    spoken: dict[str, list[str]] = {}
    for code, readings in pinyin_dict.items():
        if _FIRST <= code <= _LAST:
            spoken.setdefault(_without_tone(readings.split(",")[0]), []).append(chr(code))
    return {syllable: "".join(characters) for syllable, characters in spoken.items()}


def _without_tone(syllable: str) -> str:
    # The two dots of ü are no tone: nü is not nu.
    apart = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _merge(syllable: str) -> str:
    return _NASAL.sub(r"\1n", _RETROFLEX.sub(r"\1", syllable))
