"""Short messages and answers around invented names, which our own messages have too few of."""

import re
from collections.abc import Mapping, Sequence
from random import Random

from knowledge.cities import divisions
from knowledge.lexicon.tagged_messages import Marked, Tagged
from nlp.recognize.gazetteer import short_name
from nlp.tagging.invent import Inventor

_SLOT = re.compile(r"\{([a-z])\}")
_QUOTED = 0.7
_MARKS = {"m": "m", "q": "m", "d": "d", "e": "d", "t": "p", "p": "p", "w": "w", "f": "f"}


class Carrier:
    """Writes such messages; the same seed writes the same ones."""

    def __init__(
        self, inventor: Inventor, names: Mapping[str, Sequence[str]], random: Random
    ) -> None:
        self._invent = inventor
        self._names = names
        self._random = random

    def write(self) -> Tagged:
        """One message."""
        frame = self._random.choice(self._names["carrier"])
        district = self._invent.district()
        streets = divisions.streets_of(district.code)
        town = self._random.choice(streets).name if streets else self._invent.place(district)
        text, marks, position = "", [], 0
        for slot in _SLOT.finditer(frame):
            text += frame[position : slot.start()]
            position = slot.end()
            key = slot[1]
            before, after = self._quotes(key)
            words = {"d": district.name, "e": short_name(district.name)}.get(key)
            if key == "t":
                words = short_name(town)
            words = words or (self._invent.place(district) if key == "p" else self._words(key))
            text += before
            if key in _MARKS:
                marks.append(Marked(len(text), len(text) + len(words), _MARKS[key]))
            text += words + after
        return Tagged(text + frame[position:], tuple(marks))

    def _quotes(self, key: str) -> tuple[str, str]:
        if key != "q" or self._random.random() > _QUOTED:
            return "", ""
        quotes = self._invent.quotes()
        return quotes[0], quotes[1]

    def _words(self, key: str) -> str:
        pick, names = self._random.choice, self._names
        if key in {"m", "q"}:
            return self._invent.trader()
        if key == "f":
            return self._invent.food()
        if key == "w":
            return self._invent.when()
        if key == "k":
            return pick(names["kind_of_shop"])
        if key == "a":
            return pick(names["surname"]) + "".join(pick(names["chars"]) for _ in range(pick([1, 2])))
        if key == "y":
            return f"{self._random.randrange(8, 900)}{pick(['元', '块', '块钱'])}"
        return pick(names["trouble"])
