"""Which known traders a message may mean: the city pack's, and those of an imported registry."""

from api.contract.desk import Registered as RegisteredTrader
from api.contract.models import Location
from api.contract.understood import MerchantCandidate
from api.intake.nearby import WITHIN, around
from knowledge.cities import divisions
from knowledge.cities.city import City
from knowledge.cities.divisions import PREFECTURE, Division
from knowledge.cities.schema import Merchant
from nlp.link.registry import Candidate, Registry
from nlp.match.merchants import MerchantIndex, Registered, shares_only_kind
from nlp.understanding import Understanding

_MOST = 3
_LIKELY = 0.3
"""Below this probability a registered trader is not offered: "none of these" is likelier."""


class Traders:
    """Built once for a city; immutable, so that threads share it."""

    def __init__(self, city: City, registry: Registry | None) -> None:
        """Bind the city pack and the registry that was imported, if one was."""
        self._city = city
        self._registry = registry
        self._pack = MerchantIndex([_registered(one) for one in city.merchants])

    def meant_by(self, found: Understanding) -> tuple[MerchantCandidate, ...]:
        """At most three traders, the likeliest first; none where the text names none."""
        if not found.merchant:
            return ()
        own = [
            self._of_pack(match.merchant, match.score)
            for match in self._pack.find(found.merchant, found.division)
        ]
        known = {one.name for one in own}
        others = (one for one in self._of_registry(found) if one.name not in known)
        both = sorted([*own, *others], key=lambda one: -one.score)
        return tuple(both[:_MOST])

    def registered(self, name: str, district: str | None) -> tuple[RegisteredTrader, ...] | None:
        """Which traders of the imported registry a name may mean; None without a registry."""
        if self._registry is None:
            return None
        linked = self._registry.link(name, city=self._own_city(), district=district, limit=_MOST)
        return tuple(
            RegisteredTrader(
                uscc=one.uscc,
                name=one.name,
                address=one.address,
                district=one.district,
                score=one.score,
            )
            for one in linked
            if one.score >= _LIKELY
        )

    def near(self, location: Location | None) -> tuple[MerchantCandidate, ...]:
        """At most three traders around a point, the nearest first; a registry has no positions."""
        if location is None:
            return ()
        return tuple(
            self._of_pack(_registered(one), 1 - far / (2 * WITHIN))
            for one, far in around(location, self._city.merchants, _MOST)
        )

    def _of_registry(self, found: Understanding) -> list[MerchantCandidate]:
        if self._registry is None or not found.merchant:
            return []
        prefecture = _prefecture(found.division)
        city = prefecture.name if prefecture else self._own_city()
        linked = self._registry.link(
            found.merchant, city=city, district=found.district, limit=_MOST
        )
        return [
            _offered(one, prefecture)
            for one in linked
            if one.score >= _LIKELY and not shares_only_kind(found.merchant, one.name)
        ]

    def _own_city(self) -> str | None:
        return None if self._city.about.national else self._city.about.title

    def _of_pack(self, one: Registered, score: float) -> MerchantCandidate:
        district = self._city.district(one.division)
        return MerchantCandidate(
            name=one.name,
            address=one.address,
            district=district.name if district else "",
            division=district.official if district else None,
            street=one.street,
            score=score,
        )


def _registered(merchant: Merchant) -> Registered:
    return Registered(
        name=merchant.name,
        aliases=merchant.aliases,
        address=merchant.address,
        division=merchant.district,
        street=merchant.street,
    )


def _prefecture(code: str | None) -> Division | None:
    """The city a district lies in; a district of Beijing lies in Beijing."""
    division = divisions.by_code(code) if code else None
    if division is None:
        return None
    line = divisions.ancestry(division)
    return next((one for one in line if one.level == PREFECTURE), line[0])


def _offered(one: Candidate, prefecture: Division | None) -> MerchantCandidate:
    inside = divisions.districts_of(prefecture.code) if prefecture else ()
    alike = [
        division
        for division in (inside or divisions.by_name(one.district))
        if division.name == one.district
    ]
    return MerchantCandidate(
        name=one.name,
        address=one.address,
        district=one.district,
        division=alike[0].code if len(alike) == 1 else None,
        score=one.score,
    )
