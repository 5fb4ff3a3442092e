"""Hong Kong, Macao and Taiwan: nothing there can be filed here; who is competent instead."""

import re
from functools import cache

from knowledge.cities.record import Provenance, Record
from knowledge.reading import folder, read_yaml

_THERE = (
    r"(?:买|吃|订|点|那边|这边|那里|岛|的(?:店|餐厅|酒楼|超市|商家|茶餐厅|士多)|[一-鿿]{0,6}(?:店|餐厅|茶餐厅|超市|酒楼)"
    r"|[呢吧啊]?[。，,！!？?\\s]|[呢吧啊]?$)"
)
_FROM_THERE = re.compile(r"(?:产自?|进口自?|来自|寄自|风味|不(?:是|在))$")


class Region(Record):
    """A region with its own office: its name, the words for it, and the number to call."""

    name: str
    office: str
    phone: str
    words: tuple[str, ...]
    provenance: Provenance


class _RegionsFile(Record):
    regions: tuple[Region, ...]


@cache
def load_regions() -> tuple[Region, ...]:
    """The regions of the file."""
    return read_yaml(folder("agencies", "regions.yaml"), _RegionsFile).regions


def region_in(text: str) -> Region | None:
    """The region in which a text says that something happened; goods from there are no place."""
    for region in load_regions():
        for word in region.words:
            for hit in re.finditer(word, text):
                there = re.match(_THERE, text[hit.end() :]) or _names_more(region, text, hit.end())
                if there and not _FROM_THERE.search(text[: hit.start()]):
                    return region
    return None


def _names_more(region: Region, text: str, at: int) -> bool:
    """香港铜锣湾: two of its names in a row."""
    return any(text.startswith(word, at) for word in region.words)
