"""A loaded city: its facts, and the few questions everyone asks of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.cities.schema import (
    CityFile,
    District,
    Landmark,
    Level,
    Merchant,
    Office,
    Officer,
    QuickTestRoom,
    Street,
)
from knowledge.cities.volunteering import Organisation, VolunteersFile
from knowledge.limits import Policy, load_policy


@dataclass(frozen=True, eq=False)
class City:
    """A city pack, complete and immutable; two loads of one pack give the same object.

    `about` holds title, code (the prefix of case numbers), hotlines, hours, duty, limits,
    rewards and competent bodies.
    """

    about: CityFile
    districts: tuple[District, ...]
    streets: tuple[Street, ...]
    offices: tuple[Office, ...]
    rooms: tuple[QuickTestRoom, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    merchants: tuple[Merchant, ...] = ()
    officers: tuple[Officer, ...] = ()
    volunteering: VolunteersFile | None = None
    """None where the city takes no volunteers."""

    @property
    def name(self) -> str:
        """The pack's name, as `--city` takes it."""
        return self.about.name

    @property
    def code(self) -> str:
        """The prefix of case numbers, as SZ."""
        return self.about.code

    @cached_property
    def policy(self) -> Policy:
        """What this city chose where the law is silent, over what all cities do."""
        return load_policy().with_choices(self.about.transitions, self.about.roll)

    @property
    def fallback(self) -> Office:
        """The office that takes what has no known place."""
        return self.office(self.about.fallback)

    def office(self, code: str) -> Office:
        """The office with this code; KeyError if the pack has none."""
        return self._offices[code]

    def serving(self, division: str, level: Level) -> Office | None:
        """The office of `level` that serves exactly this division code, or None."""
        return self._serving.get((division, level))

    def parent(self, office: Office) -> Office | None:
        """The office above, or None at the top."""
        return self._offices[office.parent] if office.parent else None

    def district(self, code: str) -> District | None:
        """The district with this pack code."""
        return self._districts.get(code)

    def districts_named(self, name: str) -> tuple[District, ...]:
        """Every district whose official name, full name or alias is exactly `name`."""
        return self._named.get(name, ())

    def street(self, code: str) -> Street | None:
        """The street with this nine-digit code."""
        return self._streets.get(code)

    def streets_in(self, district: str) -> tuple[Street, ...]:
        """The streets of a district, by the district's pack code."""
        return self._by_district.get(district, ())

    def district_around(self, words: str) -> District | None:
        """The one district whose well-known places the words name; None if none or several."""
        found: dict[str, str] = {}
        for landmark in self.landmarks:
            found |= {name: landmark.district for name in landmark.names if name in words}
        whole = {
            district
            for name, district in found.items()
            if not any(name != other and name in other for other in found)
        }
        return self.district(whole.pop()) if len(whole) == 1 else None

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """Whom volunteers can belong to; none where the city takes no volunteers."""
        return self.volunteering.organisations if self.volunteering else ()

    @cached_property
    def _offices(self) -> Mapping[str, Office]:
        return {office.code: office for office in self.offices}

    @cached_property
    def _serving(self) -> Mapping[tuple[str, Level], Office]:
        return {(served, o.level): o for o in self.offices for served in o.serves}

    @cached_property
    def _districts(self) -> Mapping[str, District]:
        return {district.code: district for district in self.districts}

    @cached_property
    def _named(self) -> Mapping[str, tuple[District, ...]]:
        found: defaultdict[str, list[District]] = defaultdict(list)
        for district in self.districts:
            for name in {district.name, district.full_name, *district.aliases}:
                found[name].append(district)
        return {name: tuple(alike) for name, alike in found.items()}

    @cached_property
    def _streets(self) -> Mapping[str, Street]:
        return {street.code: street for street in self.streets}

    @cached_property
    def _by_district(self) -> Mapping[str, tuple[Street, ...]]:
        found: defaultdict[str, list[Street]] = defaultdict(list)
        for street in self.streets:
            found[street.district].append(street)
        return {district: tuple(streets) for district, streets in found.items()}
