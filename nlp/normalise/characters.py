"""What one character becomes: NFKC, lower case, simplified, nothing invisible."""

import json
import unicodedata
from importlib.resources import files

_KEPT_QUOTES = frozenset("「」『』“”‘’")
# zhconv leaves these alone because they are also simplified words of their own; in messages
# they are nearly always the traditional form.
_EXTRA = {"著": "着", "嚟": "嚟", "妳": "你", "祂": "他", "牠": "它", "囗": "口"}
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cn", "Mn", "Me"})
_BREAKS = frozenset("\n\r\u2028\u2029\x0b\x0c\x85")


def _simplified() -> dict[str, str]:
    """Traditional to simplified, character by character, from the data zhconv ships."""
    raw = json.loads(files("zhconv").joinpath("zhcdict.json").read_text(encoding="utf-8"))
    table = {
        old: new
        for old, new in raw["zh2Hans"].items()
        if len(old) == len(new) == 1 and old not in _KEPT_QUOTES
    }
    return table | _EXTRA


class Characters(dict[str, str]):
    r"""Normal form of each character, worked out on first sight and then remembered.

    An invisible character becomes the empty string, a line break `\n`, other white space a
    blank, a lone surrogate U+FFFD. The size is bounded by the number of code points.
    """

    def __init__(self) -> None:
        super().__init__()
        self._simple = _simplified()

    def __missing__(self, char: str) -> str:
        self[char] = form = self._form(char)
        return form

    def _form(self, char: str) -> str:
        if char in _BREAKS:
            return "\n"
        if char.isspace():
            return " "
        category = unicodedata.category(char)
        if category == "Cs":
            return "\ufffd"
        if category in _INVISIBLE_CATEGORIES:
            return ""
        folded = unicodedata.normalize("NFKC", char).lower()
        simple = "".join(self._simple.get(one, one) for one in folded)
        return "".join(one for one in simple if unicodedata.category(one) not in {"Mn", "Cc"})
