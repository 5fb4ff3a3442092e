"""Short messages and answers around invented names, which our own messages have too few of."""

import re
from collections.abc import Mapping, Sequence
from random import Random

from knowledge.cities import divisions
from knowledge.cities.city import City
from knowledge.cities.divisions import Division
from knowledge.lexicon.tagged_messages import Marked, Tagged
from nlp.recognize.gazetteer import short_name
from nlp.tagging.invent import Inventor

_SLOT = re.compile(r"\{([a-z])\}")
_QUOTED = 0.7
_MARKS = {"m": "m", "q": "m", "d": "d", "e": "d", "t": "p", "p": "p", "w": "w", "f": "f"}


class Carrier:
    """Writes such messages; the same seed writes the same ones.

    Args:
        inventor: Makes the names.
        names: The lexicon's name lists.
        random: Where the choices come from.
        city: Where they are said; anywhere in the country without one.
    """

    def __init__(
        self,
        inventor: Inventor,
        names: Mapping[str, Sequence[str]],
        random: Random,
        city: City | None = None,
    ) -> None:
        self._invent = inventor
        self._names = names
        self._random = random
        self._city = city

    def write(self) -> Tagged:
        """One message."""
        frame = self._random.choice(self._names["carrier"])
        district, town = self._where()
        text, marks, position = "", [], 0
        for slot in _SLOT.finditer(frame):
            text += frame[position : slot.start()]
            position = slot.end()
            key = slot[1]
            before, after = self._quotes(key)
            places = {"d": district.name, "e": short_name(district.name), "t": town}
            words = places.get(key) or self._words(key, district)
            text += before
            if key in _MARKS:
                marks.append(Marked(len(text), len(text) + len(words), _MARKS[key]))
            text += words + after
        return Tagged(text + frame[position:], tuple(marks))

    def _where(self) -> tuple[Division, str]:
        """A district and a street or town in it, as people call it."""
        if self._city is None:
            district = self._invent.district()
            streets = divisions.streets_of(district.code)
            name = self._random.choice(streets).name if streets else self._invent.place(district)
            return district, short_name(name)
        street = self._random.choice(self._city.streets)
        around = [one for one in self._city.districts if street.code.startswith(one.official)]
        own = self._random.choice(around or self._city.districts)
        district = Division(own.official, own.name, own.official, divisions.DISTRICT)
        return district, self._random.choice([short_name(street.name), *street.aliases])

    def _quotes(self, key: str) -> tuple[str, str]:
        if key != "q" or self._random.random() > _QUOTED:
            return "", ""
        quotes = self._invent.quotes()
        return quotes[0], quotes[1]

    def _words(self, key: str, district: Division) -> str:
        if key == "p":
            return self._invent.place(district)
        made = {
            "m": self._invent.trader,
            "q": self._invent.trader,
            "f": self._invent.food,
            "w": self._invent.when,
            "a": self._person,
            "y": self._sum,
        }
        if key in made:
            return made[key]()
        return self._random.choice(self._names["kind_of_shop" if key == "k" else "trouble"])

    def _sum(self) -> str:
        return f"{self._random.randrange(8, 900)}{self._random.choice(['元', '块', '块钱'])}"

    def _person(self) -> str:
        pick = self._random.choice
        given = [pick(self._names["chars"]) for _ in range(pick([1, 2]))]
        return pick(self._names["surname"]) + "".join(given)
