"""A message in normal form, with the way back to what was typed."""

from dataclasses import dataclass

from nlp.normalise.characters import Characters

_CHARACTERS = Characters()
_KEEP_RUNS = frozenset("0123456789.-*xo零〇一幺二三四五六七八九")
"""Case numbers, sums and masked digits: here a repeated sign means something."""
_HAN_RUN = 2


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normal text, and for each of its characters the span of the original it came from."""

    original: str
    text: str
    starts: tuple[int, ...]
    """`starts[i]` is where normal character `i` begins in the original."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open span of the normal text, not empty, to one of the original."""
        return self.starts[start], self.starts[end - 1] + 1


def normalise(original: str) -> Normalised:
    """Bring a text into normal form; never fails, whatever the text holds.

    A run of one character is cut to two (Han, letters) or one (all else), so that 臭臭臭臭 and
    ！！！ meet their lexicon entries; digits, spoken ones too, and masking stars are never cut.
    """
    chars: list[str] = []
    starts: list[int] = []
    last, run = "", 0
    for index, char in enumerate(original):
        for form in _CHARACTERS[char]:
            run = run + 1 if form == last else 1
            last = form
            if run > 1 and form not in _KEEP_RUNS and run > (_HAN_RUN if form.isalpha() else 1):
                continue
            chars.append(form)
            starts.append(index)
    return Normalised(original, "".join(chars), tuple(starts))
