"""Which registered merchants a mention may mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz import fuzz

from nlp.match.sounds import sound

_SURE = 72.0
_MOST = 3
_SAME_DISTRICT = 8.0


_ENDS = re.compile(
    r"(?:[（(][^（）()]*[）)]|有限(?:责任)?公司|餐饮|管理|食品|连锁|分?店|[馆铺坊屋楼档])+$"
)
_LEAST_KIND, _LEAST_OWN = 2, 2


def shares_only_kind(mention: str, name: str) -> bool:
    """Whether 粤海一家人酸菜鱼 is no 肥姐酸菜鱼: their own parts share no sign.

    Neither is refused for a sign that is written as it sounds, nor where one has no own part.
    """
    mine, theirs = _ENDS.sub("", mention), _ENDS.sub("", name)
    ends = zip(reversed(mine), reversed(theirs), strict=False)
    kind = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends))
    own, others = mine[: len(mine) - kind], theirs[: len(theirs) - kind]
    if kind < _LEAST_KIND or min(len(own), len(others)) < _LEAST_OWN:
        return False
    return {sound(sign) for sign in own}.isdisjoint(sound(sign) for sign in others)


@dataclass(frozen=True, slots=True)
class Registered:
    """A merchant of the registry, as far as matching needs it."""

    name: str
    aliases: tuple[str, ...]
    address: str
    division: str
    street: str


@dataclass(frozen=True, slots=True)
class MerchantMatch:
    """A merchant that a mention may mean; the score lies between 0 and 1."""

    merchant: Registered
    score: float


class MerchantIndex:
    """Compares a mention with every name and alias; meant for hundreds of merchants."""

    def __init__(self, merchants: Sequence[Registered]) -> None:
        self._merchants = tuple(merchants)

    def find(self, mention: str, division: str | None = None) -> list[MerchantMatch]:
        """At most three merchants, best first; none rather than a far-fetched one.

        Args:
            mention: The name as the person wrote it, without the rest of the sentence.
            division: Six-digit code of the district that was named, if any.
        """
        if len(mention) < 2:  # noqa: PLR2004 - one character names no merchant
            return []
        scored = [
            MerchantMatch(merchant, min(self._score(mention, merchant, division), 100.0) / 100)
            for merchant in self._merchants
        ]
        good = [
            match
            for match in scored
            if match.score * 100 >= _SURE and not shares_only_kind(mention, match.merchant.name)
        ]
        return sorted(good, key=lambda match: (-match.score, match.merchant.name))[:_MOST]

    @staticmethod
    def _score(mention: str, merchant: Registered, division: str | None) -> float:
        names = (merchant.name, *merchant.aliases)
        # Whole names count in full; a part of a longer name a little less.
        best = max(
            max(fuzz.ratio(mention, name), fuzz.partial_ratio(mention, name) * 0.92)
            for name in names
        )
        if division is None:
            return best
        return best + (_SAME_DISTRICT if division == merchant.division else -_SAME_DISTRICT)
