"""Invents traders and places, so that the tagger learns how names are made and not which exist."""

import re
from collections.abc import Mapping, Sequence
from random import Random

from knowledge.cities import divisions
from knowledge.cities.divisions import Division
from knowledge.lexicon.tagged_messages import Tagged
from nlp.recognize.gazetteer import short_name
from nlp.tagging.shapes import Shapes

_QUOTES = ("“”", "“”", "“”", "「」", '""', "《》", "‘’", "【】", "『』")


class Inventor:
    """Draws from name lists, from the division table and from what our own messages name.

    Args:
        names: The lexicon's name lists.
        messages: The marked messages.
        foods: The lexicon's words for food.
        words: Common words of two or three characters: anything may be a name.
        random: Where the choices come from; the same seed, the same names.
    """

    def __init__(
        self,
        names: Mapping[str, Sequence[str]],
        messages: Sequence[Tagged],
        foods: Sequence[str],
        words: Sequence[str],
        random: Random,
    ) -> None:
        self._names = names
        self._random = random
        self._endings = [*names["merchant_ending"], *names["more_ending"], *names["more_ending"]]
        self._endings = [one for one in self._endings if not one.endswith(("市场", "菜场"))]
        self._invented = [*names["invented_eatery"], *names["invented_shop"]]
        self._seen = {what: _seen(messages, what) for what in "mpwf"}
        self._foods = [*self._seen["f"], *foods]
        self._districts = divisions.districts()
        lists = {"dish": foods, "cat": self._endings, "word": words}
        self._shapes = Shapes({**names, **lists}, random)

    def district(self) -> Division:
        """Any district of the country."""
        return self._random.choice(self._districts)

    def trader(self) -> str:
        """A name of a trader: seen, listed, a chain with a branch, or put together."""
        pick, chance = self._random.choice, self._random.random()
        names = self._names
        if chance < 0.15:  # noqa: PLR2004 - the shares of the ways to make a name
            return pick(self._seen["m"])
        if chance < 0.4:  # noqa: PLR2004 - as above
            return pick(self._invented)
        if chance < 0.66:  # noqa: PLR2004 - as above
            return self._shapes.name()
        if chance < 0.7:  # noqa: PLR2004 - as above
            branch = short_name(self.district().name) + "店"
            return pick(names["chain"]) + pick(["", branch, f"（{branch}）"])
        if chance < 0.78:  # noqa: PLR2004 - as above
            stem = pick(["", "", pick(names["stem_before"])]) + pick(names["surname"])
            stem += pick(["", pick(names["chars"]) * pick([0, 1])]) + pick(names["stem_after"])
        elif chance < 0.92:  # noqa: PLR2004 - as above
            stem = pick(["", "", "", pick(names["stem_before"])]) + pick(names["stem"])
            stem += pick(["", "", pick(names["stem"])])
        else:
            stem = "".join(pick(names["chars"]) for _ in range(pick([2, 2, 3])))
        tail = pick(["", *[pick(self._endings)] * 3])
        return stem + tail if len(stem + tail) > 2 else stem + pick(self._endings)  # noqa: PLR2004 - 辣店 names nobody

    def place(self, district: Division) -> str:
        """A place, often a street or town of the district beside it."""
        pick, chance = self._random.choice, self._random.random()
        names = self._names
        if chance < 0.3:  # noqa: PLR2004 - the shares of the ways to make a place
            return pick(self._seen["p"])
        streets = divisions.streets_of(district.code)
        if chance < 0.6 and streets:  # noqa: PLR2004 - as above
            street = pick(streets).name
            return pick([street, short_name(street), short_name(street)]) + self._tail(0.3)
        stem = "".join(pick(names["chars"]) for _ in range(pick([1, 2, 2, 3])))
        return stem + pick(names["place_ending"]) + self._tail(0.35)

    def _tail(self, share: float) -> str:
        return (
            self._random.choice(self._names["place_tail"]) if self._random.random() < share else ""
        )

    def food(self) -> str:
        """A food or drink."""
        return self._random.choice(self._foods)

    def when(self) -> str:
        """A time as people write it."""
        return self._random.choice(self._seen["w"])

    def quotes(self) -> str:
        """An opening and a closing quotation mark."""
        return self._random.choice(_QUOTES)


def _seen(messages: Sequence[Tagged], what: str) -> list[str]:
    found = {
        message.text[mark.start : mark.end]
        for message in messages
        for mark in message.marks
        if mark.what == what
    }
    return sorted(re.sub(r"\s", "", one) for one in found)
