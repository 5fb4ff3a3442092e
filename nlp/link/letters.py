"""What of a name or a sentence is compared: letters and digits, in one form."""

import re
import unicodedata

# Legal forms say nothing about which company is meant; the words beside them do.
LEGAL_FORM = re.compile("(?:股份|责任)?有限责任公司|(?:股份)?有限公司|责任公司")
_SUFFIX_OF_PLACE = re.compile(
    "(?:特别行政区|自治区|自治州|自治县|地区|新区|林区|省|市|区|县|州|盟|旗)$"
)
_SHORTEST_PLACE = 2


def plain(text: str) -> str:
    """The letters and digits of a text, half-width and lower case, without anything between."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).lower()))


def pieces(letters: str) -> list[str]:
    """What stands around the legal forms; pairs are never taken across them."""
    return [piece for piece in LEGAL_FORM.split(letters) if piece]


def place_key(place: str) -> str:
    """A division's name as it is compared: 成都市 and 成都 are one; empty when there is none."""
    letters = plain(place)
    short = _SUFFIX_OF_PLACE.sub("", letters)
    return short if len(short) >= _SHORTEST_PLACE else letters


def start_of_core(letters: str, places: tuple[str, ...]) -> int:
    """How many letters at the beginning only say where the merchant is.

    Args:
        letters: A plain name, such as 江苏省南京市恒利建设有限公司.
        places: Keys of its province, city and district.
    """
    start = 0
    for place in places:
        if place and letters.startswith(place, start):
            start += len(place)
            if letters[start : start + 1] in set("省市区县"):
                start += 1
    # A name that is nothing but a place has its place as its core.
    return start if len(letters) - start >= _SHORTEST_PLACE else 0
