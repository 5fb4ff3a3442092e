"""Districts under the names they had before: 渝北区 is a part of 两江新区 now."""

from functools import cache

from knowledge.cities.record import Provenance, Record
from knowledge.reading import folder, read_yaml


class Former(Record):
    """Former names of districts of one city, and the code of the district they lie in now."""

    names: tuple[str, ...]
    city: str
    now: str
    provenance: Provenance


class _FormerFile(Record):
    former: tuple[Former, ...]


@cache
def load_former() -> tuple[Former, ...]:
    """The records of the file."""
    return read_yaml(folder("cities", "former.yaml"), _FormerFile).former


def former_name(told: str, code: str) -> str | None:
    """渝北区 of 渝北: the former name that is told of the district of this code, or None.

    Args:
        told: The words for a district, with 区 or without.
        code: The code of the district it lies in now.
    """
    names = (name for one in load_former() if one.now == code for name in one.names)
    return next((name for name in names if told in {name, name.rstrip("区县")}), None)
