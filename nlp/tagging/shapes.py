"""Names that no ending gives away, put together from the lexicon's shapes."""

import re
from collections.abc import Mapping, Sequence
from random import Random

from knowledge.cities import divisions
from nlp.recognize.gazetteer import short_name

_SLOT = re.compile(r"\{(\w+)\}")


class Shapes:
    """Fills shapes such as {who}{dish}{cat}.

    Args:
        lists: What may stand in a slot, by its name; may hold slots again.
        random: Where the choices come from.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]], random: Random) -> None:
        self._lists = lists
        self._random = random
        self._districts = divisions.districts()

    def name(self) -> str:
        """A name of any shape."""
        return self._filled(self._random.choice(self._lists["shape"]))

    def _filled(self, shape: str) -> str:
        chosen: dict[str, str] = {}
        return _SLOT.sub(lambda slot: self._slot(slot[1], chosen), shape)

    def _slot(self, key: str, chosen: dict[str, str]) -> str:
        # A sign that is repeated is the same one: 糖小糖, 嘻嘻哈哈.
        if key in {"one", "two"} and key in chosen:
            return chosen[key]
        if key in {"area", "town"}:
            chosen[key] = self._division(key)
        else:
            chosen[key] = self._filled(self._random.choice(self._lists[key]))
        return chosen[key]

    def _division(self, key: str) -> str:
        district = self._random.choice(self._districts)
        streets = divisions.streets_of(district.code) if key == "town" else ()
        return short_name(self._random.choice(streets).name if streets else district.name)
