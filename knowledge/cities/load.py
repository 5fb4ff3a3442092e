"""Loads a city pack from its folder of YAML."""

from functools import cache
from importlib.resources.abc import Traversable
from typing import TypeVar

from knowledge.cities import national
from knowledge.cities.city import City
from knowledge.cities.schema import (
    CityFile,
    MerchantsFile,
    OfficersFile,
    OfficesFile,
    PlacesFile,
    RoomsFile,
)
from knowledge.cities.volunteering import VolunteersFile
from knowledge.reading import KnowledgeError, folder, read_yaml

F = TypeVar("F")


def list_cities() -> list[str]:
    """The names of the packs that are shipped, in alphabetical order."""
    packs = folder("cities").iterdir()
    return sorted(pack.name for pack in packs if pack.joinpath("city.yaml").is_file())


@cache
def load_city(name: str) -> City:
    """The city pack called `name`, read once a process.

    Raises:
        KnowledgeError: No such pack, or a file of it is wrong; the message says which.
    """
    if name not in list_cities():
        raise KnowledgeError(f"没有名为“{name}”的城市包，可选：{'、'.join(list_cities())}")
    return read_city(folder("cities", name))


def read_city(pack: Traversable) -> City:
    """The city in the folder `pack`, unchecked beyond the shape of its files.

    Raises:
        KnowledgeError: A file is absent or does not fit its schema.
    """
    about = read_yaml(pack.joinpath("city.yaml"), CityFile)
    officers = _optional(pack, "officers.yaml", OfficersFile)
    merchants = _optional(pack, "merchants.yaml", MerchantsFile)
    rooms = _optional(pack, "rooms.yaml", RoomsFile)
    places = None if about.national else read_yaml(pack.joinpath("places.yaml"), PlacesFile)
    offices = None if about.national else read_yaml(pack.joinpath("offices.yaml"), OfficesFile)
    return City(
        about=about,
        districts=places.districts if places else national.build_districts(),
        streets=places.streets if places else (),
        landmarks=places.landmarks if places else (),
        offices=offices.offices if offices else national.build_offices(about),
        rooms=rooms.rooms if rooms else (),
        merchants=merchants.merchants if merchants else (),
        officers=officers.officers if officers else (),
        volunteering=_optional(pack, "volunteers.yaml", VolunteersFile),
    )


def _optional(pack: Traversable, name: str, shape: type[F]) -> F | None:
    source = pack.joinpath(name)
    return read_yaml(source, shape) if source.is_file() else None
