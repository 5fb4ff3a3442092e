"""Which numbers of the ill are parts of another: 十二个，三个送了医院 are twelve."""

from collections.abc import Sequence

from nlp.recognize import illwords as words
from nlp.recognize.illgroups import Group


def is_part(text: str, one: Group, tied: Sequence[Group]) -> bool:
    """4个人上吐下泻,有2个打吊针: the two are of the four, as are 三个中毒 两个在ICU."""
    before = [o for o in tied if o.start < one.start and o.number > one.number]
    if not before:
        return False
    among = words.AMONG.search(text, 0, one.start) is not None
    return among or (_is_cared_for(text, one) and not _is_cared_for(text, before[-1]))


def counted_before(text: str, tied: Sequence[Group], others: Sequence[Group]) -> Group | None:
    """好多人吐，车间里有十二个，三个送了医院: the ill who were counted before those in care.

    Args:
        text: The message.
        tied: The numbers of which it is said that they are ill.
        others: Those of whom nothing is said.
    """
    if not tied or not all(_is_cared_for(text, one) for one in tied):
        return None
    first, most = tied[0].start, max(one.number for one in tied)
    larger = (one for one in others if one.end <= first and one.number > most)
    return next((one for one in larger if _stands_for_the_ill(text, one)), None)


def in_care_and_at_home(text: str, tied: Sequence[Group]) -> int:
    """住院的有9个，在家吊水的有7个 → 16; 0 unless two numbers are of two places."""
    if len(tied) != 2:  # noqa: PLR2004 - one who lies in hospital, and one who does not
        return 0
    clauses = [_clause(text, one) for one in tied]
    home = [words.AT_HOME.search(one) is not None for one in clauses]
    care = [words.IN_HOSPITAL.search(one) is not None for one in clauses]
    return sum(one.number for one in tied) if home != care and sum(home) == sum(care) == 1 else 0


def _stands_for_the_ill(text: str, one: Group) -> bool:
    fell = words.FELL.search(text, 0, one.start) is not None
    ends = text[one.end : one.end + 1] in ",，。;； 了"
    return fell and ends and words.BY_ITSELF.search(text, 0, one.start) is not None


def _is_cared_for(text: str, one: Group) -> bool:
    return words.CARE.match(text, one.end) is not None


def _clause(text: str, one: Group) -> str:
    ends = [at for at in (text.find(sign, one.end) for sign in ",，。;； ") if at >= 0]
    starts = [text.rfind(sign, 0, one.start) for sign in ",，。;； "]
    return text[max(starts) + 1 : min(ends, default=len(text))]
