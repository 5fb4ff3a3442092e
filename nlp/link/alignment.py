"""Where in a text a name is meant, and how well the two agree there."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from nlp.link.letters import telling

_GAP_IN_TEXT, _GAP_IN_NAME = 0.6, 0.25


@dataclass(frozen=True, slots=True)
class Heard:
    """Plain letters and their syllables, one character each, in both tables of `Sounds`."""

    letters: str
    exact: str
    merged: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a stretch of a text and a stretch of a name agree; all counts are characters.

    Attributes:
        start: Where the stretch of the text begins.
        end: Where it ends, exclusive.
        same: Written alike.
        alike: Only sounding alike.
        near: Only sounding alike to those who merge zh and z, ing and in.
        moved: In both stretches but at another place, as after a swap.
        extra: In the text's stretch alone.
        left_out: In the name's stretch alone.
        before: Letters of the name before its stretch.
        after: Letters of the name after its stretch, trade and legal form not counted.
    """

    start: int
    end: int
    same: int
    alike: int
    near: int
    moved: int
    extra: int
    left_out: int
    before: int
    after: int

    @property
    def matched(self) -> int:
        """Letters of the text that have their like in the name."""
        return self.same + self.alike + self.near + self.moved


def align(text: Heard, name: Heard) -> Alignment | None:
    """The best stretch of `text` for `name`; none when they share nothing."""
    found = LCSseq.editops(text.merged, name.merged).as_matching_blocks()
    run = _best_run([(block.a, block.b, block.size) for block in found if block.size])
    return _measure(text, name, run) if run else None


def _best_run(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The neighbouring blocks whose length is worth most, less the gaps between them."""
    best, best_worth, begin, worth = (0, 0), 0.0, 0, 0.0
    for place, (in_text, in_name, size) in enumerate(blocks):
        if place > begin:
            last = blocks[place - 1]
            worth -= _GAP_IN_TEXT * (in_text - last[0] - last[2])
            worth -= _GAP_IN_NAME * (in_name - last[1] - last[2])
        if worth <= 0:
            begin, worth = place, 0.0
        worth += size
        if worth > best_worth:
            best, best_worth = (begin, place + 1), worth
    return blocks[best[0] : best[1]]


def _measure(text: Heard, name: Heard, run: list[tuple[int, int, int]]) -> Alignment:
    same = exact = total = 0
    for in_text, in_name, size in run:
        total += size
        for here, there in zip(
            range(in_text, in_text + size), range(in_name, in_name + size), strict=True
        ):
            same += text.letters[here] == name.letters[there]
            exact += text.exact[here] == name.exact[there]
    begin, first = run[0][0], run[0][1]
    end, last = run[-1][0] + run[-1][2], run[-1][1] + run[-1][2]
    moved = _moved(text.exact, name.exact, run)
    return Alignment(
        start=begin,
        end=end,
        same=same,
        alike=exact - same,
        near=total - exact,
        moved=moved,
        extra=max(end - begin - total - moved, 0),
        left_out=max(last - first - total - moved, 0),
        before=first,
        after=telling(name.letters[last:]),
    )


def _moved(text: str, name: str, run: list[tuple[int, int, int]]) -> int:
    """How many letters that found no partner stand in both stretches, or just beside them."""
    over_text = _between([(block[0], block[2]) for block in run], text)
    over_name = _between([(block[1], block[2]) for block in run], name)
    if not over_text or not over_name:
        return 0
    return sum((Counter(over_text) & Counter(over_name)).values())


def _between(blocks: list[tuple[int, int]], whole: str) -> str:
    begin, end = blocks[0][0], blocks[-1][0] + blocks[-1][1]
    left = [whole[begin - 1]] if begin else []
    left += [whole[start + size : following] for (start, size), (following, _) in pairwise(blocks)]
    left.append(whole[end : end + 1])
    return "".join(left)
