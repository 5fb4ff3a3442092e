"""From the pieces of a message to the matters that they tell of, each with its own facts."""

import re
from collections.abc import Sequence

from api.contract.codes import Hazard, Kind
from api.contract.models import Facts
from api.contract.understood import Understood
from bot.dialogue import how_many, marking, nearby, parting
from bot.dialogue.absorbing import absorb
from bot.dialogue.called import can_be_trader, reads_as_name
from bot.dialogue.candidates import with_candidates
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import asked_by
from bot.dialogue.facts import facts_of
from bot.dialogue.kinds import CIVIL, MATTERS, VAGUE
from bot.dialogue.meaning import is_clear
from bot.dialogue.naming import is_nameless, quoted_in
from bot.dialogue.script import in_plain
from bot.dialogue.turn import Heard

_NAMED = {"投诉": Kind.complaint, "举报": Kind.report}
_NO_CLAIM = re.compile(
    r"(?:是|算|要|我|就|来)举报|(?:我)?(?:不要钱|不要赔|没买|没吃|没在.{0,4}吃)"
)
_TO_BE_CHECKED = re.compile(r"查|罚|整治|取缔|关门|整顿|管管")
_UNNAMED = re.compile(r"(?<![不非])(?<!不用)(?<!不要)匿名(?!.{0,4}[吗么？?])")


def trader_in(heard: Heard) -> str | None:
    """The trader that a piece names, if it names one."""
    text = heard.text
    if quoted_in(text) is None and any(map(is_nameless, parting.clauses_of(text))):
        return None
    for name in (facts_of(heard).merchant, quoted_in(text), parting.beside_named(text)):
        named = name and can_be_trader(name) and not how_many.announces(name)  # 同一天两家店
        if name and named and not parting.only_related(text, name):
            return name
    head = marking.headed(text)
    return head if head and reads_as_name(head) else None


def drafts_of(
    whole: Heard, parts: Sequence[Heard], key: str, before: Draft | None = None
) -> tuple[Draft, ...]:
    """A draft for each trader that the pieces tell of; what stands before them is of all.

    Args:
        whole: The message.
        parts: Its pieces, each understood alone.
        key: Of the message.
        before: What was announced of them all, if they were announced.
    """
    lead, matters = _folded(parts, whole.text)
    announced = before is not None or parting.calls_both(whole.text)
    announced = announced or parting.numbers_them(whole.text)
    start = _of_all(lead)
    if before is not None:
        known = before.facts.model_dump(include={*nearby.WHERE, "when"}, exclude_none=True)
        start = before.but(
            facts=Facts.model_validate(known | start.facts.model_dump(exclude_none=True))
        )
    drafts: list[Draft] = []
    for n, (name, told) in enumerate(matters, start=1):
        draft = start
        for m, heard in enumerate([*lead, *told]):
            fresh = m >= len(lead)
            draft = _more(draft, heard, f"{key}:{n}.{m}", fresh=fresh)
        words = "".join(one.text for one in told)
        draft = _with_wrong_of_all(draft, lead, told) if announced else draft
        draft = named(with_candidates(draft, told[0]), name or None)
        draft = draft if before is None else nearby.with_claims_of_all(before, draft, words)
        kinds = _kinds(whole, draft, told)
        draft = draft.but(kinds=kinds or (drafts[0].kinds if announced and drafts else ()))
        if drafts:
            draft = nearby.near(drafts[0], draft, words, announced=announced)
        clear = announced or any(is_clear(one) for one in told)
        if not (draft.kinds and clear and (announced or set(draft.hazards) - VAGUE)):
            return ()
        drafts.append(_unnamed(draft, whole.text))
    if drafts and whole.evidence:
        drafts[0] = drafts[0].but(evidence=whole.evidence, recordings=whole.recordings)
    return tuple(drafts)


def begun(first: Draft, heard: Heard, key: str, name: str | None) -> Draft:
    """The draft of another trader's matter that is told while the first is in hand."""
    draft = named(with_candidates(absorb(Draft(), heard, key), heard), name)
    if name is None:  # nothing in its words is a name
        draft = draft.but(facts=draft.facts.model_copy(update={"merchant": None}))
    draft = nearby.with_claims_of_all(first, draft, heard.text)
    draft = draft.but(kinds=_kinds(heard, draft, [heard]) or first.kinds)
    if _only_reports_announced(first) and not CIVIL & set(draft.facts.demand):
        draft = draft.but(kinds=(Kind.report,))
    own = set(draft.hazards) - VAGUE or Hazard.service in heard.understood.ruled
    if "也" in heard.text and not own:
        draft = draft.but(hazards=first.hazards)
    announced = any(map(how_many.announces, in_plain(first.said[:2])))
    announced = announced or marking.comes_as_announced([first], heard.text)
    near = nearby.near(first, draft, heard.text, announced=announced)
    return _unnamed(near, heard.text)


def named(draft: Draft, name: str | None) -> Draft:
    """The draft with the trader that its matter is known by."""
    if name is None or draft.facts.merchant == name:
        return draft
    place = None if draft.facts.place and name in draft.facts.place else draft.facts.place
    return draft.but(facts=draft.facts.model_copy(update={"merchant": name, "place": place}))


def _folded(
    parts: Sequence[Heard], whole: str
) -> tuple[list[Heard], list[tuple[str, list[Heard]]]]:
    """What stands before the first trader, and the pieces of each by its name.

    One that was announced, and whose name is not known for one, is a matter all the same.
    """
    announced = how_many.announces(whole) or parting.numbers_them(whole)
    lead: list[Heard] = []
    matters: list[tuple[str, list[Heard]]] = []
    for part in parts:
        if matters and parting.of_all(part.text):
            for _, told in matters:
                told.append(part)
            continue
        name = trader_in(part)
        known = [told for old, told in matters if name and old and (name in old or old in name)]
        another = announced and not name and _is_nameless(part, whole, len(matters))
        if (name and not known) or another:
            matters.append((name or "", [part]))
        elif known:
            known[0].append(part)
        elif matters:
            matters[-1][1].append(part)
        else:
            lead.append(part)
    return lead, matters


def _is_nameless(part: Heard, whole: str, known: int) -> bool:
    """第一件：…的盒饭里有钉子, or the second of those that were announced, of no known name."""
    if known == 0:
        numbered = parting.numbers_them(whole) and parting.is_nth(part.text)
        return numbered and tells_wrong(part.understood)
    return known == 1 and _opens(part, whole)


def _opens(part: Heard, whole: str) -> bool:
    """还有福田区莲花北的…, 第二，对面那个摊…: with what is wrong there and where it is."""
    if not tells_wrong(part.understood):
        return False
    counted = parting.opens_another(part.text) or marking.is_numbered(whole, part.text)
    if counted and not parting.goes_on_with_same(part.text):
        return marking.points_out(part.text)
    where = part.understood.place or part.understood.district
    begins = parting.begins_another(part.text) or part.understood.district is not None
    return bool(where) and begins and not parting.goes_on_with_same(part.text)


def _of_all(lead: Sequence[Heard]) -> Draft:
    """Where and when it was, as far as it is said before the first trader is named."""
    facts = Facts()
    for heard in lead:
        new = facts_of(heard)
        told = {name: getattr(facts, name) or getattr(new, name) for name in nearby.WHERE}
        when = facts.when or (None if any(word in heard.text for word in _NAMED) else new.when)
        facts = Facts.model_validate(told | {"when": when})
    return Draft(facts=facts)


def _with_wrong_of_all(draft: Draft, lead: Sequence[Heard], told: Sequence[Heard]) -> Draft:
    """有两家太脏了：…: what is wrong with each of them, where no word says it of one."""
    ruled = dict.fromkeys(h for one in lead for h in one.understood.ruled if h not in VAGUE)
    own = any(set(one.understood.ruled) - VAGUE for one in told)
    return draft if own or not ruled else draft.but(hazards=tuple(ruled), guessed=())


def _more(draft: Draft, heard: Heard, key: str, *, fresh: bool) -> Draft:
    told = absorb(draft, heard, key)
    if fresh and parting.of_all(heard.text):
        claims = dict.fromkeys((*told.facts.demand, *asked_by(heard)))
        return told.but(facts=told.facts.model_copy(update={"demand": tuple(claims)}))
    if fresh:
        return told
    # before the first trader only the words, and where it was, are of each of them
    return told.but(facts=draft.facts, hazards=draft.hazards, kinds=(), severity=None, agency=None)


def _kinds(whole: Heard, draft: Draft, told: Sequence[Heard]) -> tuple[Kind, ...]:
    """What the message calls each of its matters, or what each is by itself."""
    words = "".join(one.text for one in told)
    here = [kind for word, kind in _NAMED.items() if word in words]
    claims = bool(CIVIL & set(draft.facts.demand))
    if only_report(words) and not claims:
        return (Kind.report,)
    if len(here) == 1:
        return (Kind.report,) if here == [Kind.report] and not claims else draft.kinds
    if claims and not (here or _TO_BE_CHECKED.search(words)):
        return (Kind.complaint,)
    called = [kind for word, kind in _NAMED.items() if word in whole.text]
    if len(called) == 1 and not (claims and called == [Kind.report]):
        return (called[0],)
    meant = tuple(kind for kind in MATTERS if any(kind in one.understood.kinds for one in told))
    return draft.kinds or meant[:1]


def _only_reports_announced(first: Draft) -> bool:
    """看到两家店有问题，举报一下: what each of them is to be."""
    all_of = "".join(how_many.announced_part(one.text) for one in first.said)
    return "举报" in all_of and "投诉" not in all_of


def only_report(text: str) -> bool:
    """我不要钱，就举报他: nothing is asked of the trader."""
    return _NO_CLAIM.search(text) is not None and "投诉" not in text


def asks_unnamed(text: str) -> bool:
    """我要匿名举报…: whether to be named is told before it is asked."""
    return _UNNAMED.search(text) is not None


def _unnamed(draft: Draft, text: str) -> Draft:
    report = draft.kinds == (Kind.report,) and asks_unnamed(text)
    return draft.but(anonymous=True) if report else draft


def tells_wrong(meant: Understood) -> bool:
    """Whether something is said to be wrong, and not only vaguely."""
    return bool(set(meant.hazards) - VAGUE) and bool({*MATTERS, Kind.tip} & set(meant.kinds))


def tells_anything(meant: Understood) -> bool:
    """Whether a matter is told at all, however vague what is wrong: it was announced."""
    return bool(meant.hazards and {*MATTERS, Kind.tip} & set(meant.kinds))
