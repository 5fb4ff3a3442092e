"""Matters that are told side by side: each a draft of its own, and one person who tells them."""

from collections.abc import Callable

from api.contract.codes import Kind
from api.contract.models import Reporter
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.parts_of_day import on_day_of
from bot.dialogue.plan import MOST, is_let_go, next_question
from bot.dialogue.staying_unnamed import report_unnamed_in, stays_unnamed
from bot.dialogue.subjects import owners_by_clause
from bot.wording.asks import Ask


def in_order(conversation: Conversation) -> list[Draft]:
    """All matters that are being told, in the order in which they began."""
    draft = conversation.draft
    return sorted((*((draft,) if draft else ()), *conversation.beside), key=_began)


def _began(draft: Draft) -> tuple[float, str]:
    at = draft.started_at.timestamp() if draft.started_at else 0.0
    return at, draft.said[0].id if draft.said else ""


def with_teller(draft: Draft, known: Reporter) -> Draft:
    """The draft with what another matter's telling said of the person, who is the same."""
    if draft.anonymous:
        return draft
    own = draft.reporter
    whole = Reporter(
        name=own.name or known.name,
        phone=own.phone or known.phone,
        address=own.address or known.address,
    )
    return draft if whole == own else draft.but(reporter=whole)


def all_know(conversation: Conversation, draft: Draft) -> tuple[Conversation, Draft]:
    """Each of the matters with the person that any of them was told by."""
    others = (*conversation.beside, draft)
    draft = on_day_of(draft, conversation.beside)
    for other in conversation.beside:
        draft = with_teller(draft, other.reporter) if Kind.complaint in draft.kinds else draft
    beside = (on_day_of(one, others) for one in conversation.beside)
    told = tuple(with_teller(one, draft.reporter) for one in beside)
    return conversation.but(beside=told), draft


def turned_to_lacking(
    conversation: Conversation, draft: Draft
) -> tuple[Conversation, Draft] | None:
    """The next matter of which something is still to be told, in place of one that is whole."""
    return _turned(conversation, draft, _is_to_be_asked)


def turned_to_whole(conversation: Conversation, draft: Draft) -> tuple[Conversation, Draft] | None:
    """The first matter that can be handed in, if it is not the one in hand."""
    order = in_order(conversation.but(draft=draft))
    whole = [one for one in order if is_whole(one)]
    if not whole or whole[0] == draft:
        return None
    return _turned(conversation, draft, lambda one: one == whole[0])


def is_whole(draft: Draft) -> bool:
    """Nothing is missing."""
    return bool(draft.kinds) and next_question(draft) is None


def unnamed(draft: Draft) -> Draft:
    """A report without its teller; a complaint stays what it is."""
    return draft.but(anonymous=True) if draft.kinds == (Kind.report,) else draft


def unnamed_beside(conversation: Conversation, text: str) -> Conversation | None:
    """举报那个匿名, 第二家别写我, of reports among several; None if no such thing is said."""
    told = in_order(conversation)
    reports = [one for one in told if one.kinds == (Kind.report,)]
    meant = [one for one in reports if one in _to_be_unnamed(told, text)]
    if report_unnamed_in(text) and len(reports) < len(told):
        meant = reports
    if not meant:
        return None
    beside = tuple(unnamed(one) if one in meant else one for one in conversation.beside)
    draft = conversation.draft
    draft = unnamed(draft) if draft in meant and draft is not None else draft
    return conversation.but(draft=draft, beside=beside)


def without_unnamed(conversation: Conversation, text: str) -> str:
    """What is said beside 第二家匿名."""
    told = in_order(conversation)
    clauses = owners_by_clause(told, text, len(told) - 1)
    return "".join(
        one
        for one, of in clauses
        if not stays_unnamed(one) or (of is None and not report_unnamed_in(one))
    )


def _to_be_unnamed(told: list[Draft], text: str) -> list[Draft]:
    meant: set[int] = set()
    for clause, owners in owners_by_clause(told, text, len(told) - 1):
        if stays_unnamed(clause):
            meant |= owners or set()
    return [told[n] for n in sorted(meant)]


def _turned(
    conversation: Conversation, draft: Draft, fits: Callable[[Draft], bool]
) -> tuple[Conversation, Draft] | None:
    for one in conversation.beside:
        if fits(one):
            rest = tuple(other for other in conversation.beside if other is not one)
            waits = draft.but(asking=None, repeat=False, fixing=None)
            kept = conversation.but(draft=one, beside=(*rest, waits), history=())
            return kept, one
    return None


def _is_to_be_asked(draft: Draft) -> bool:
    """Something is missing for which was not asked often enough."""
    left = {ask for ask in draft.asked if is_let_go(ask, draft)}
    ask = next_question(draft.but(skipped=draft.skipped | left))
    if ask in {None, Ask.anonymity} or not draft.kinds:
        return False
    return draft.asked.get(ask, 0) < MOST if ask is not None else False
