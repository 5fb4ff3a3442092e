"""Opens the cases of one filing, once."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from api.cases import evidence
from api.cases.facts import set_facts
from api.cases.numbers import next_number
from api.cases.origin import save_origin
from api.cases.repository import by_filing, by_number, link
from api.cases.service import open_case
from api.cases.tables import CaseRow, Filing
from api.contract.codes import Kind
from api.contract.models import FileRequest, Matter, Reporter, Said
from api.intake.converting import converted
from api.intake.raising import level_of
from api.intake.tips import teller, unnamed
from api.kit.errors import NotFound, Refusal
from api.kit.work import Work, Works
from api.people.casekeys import make_case_key
from api.people.crediting import credit
from api.people.followers import followed
from api.people.reporters import cases_of_channel, save_channel, save_reporter
from api.people.veil import veil
from api.people.volunteer_tables import Volunteer
from knowledge.cities.city import City

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP = 4, 4
_READ = 20_000
"""Characters that are read for their meaning; all of them are kept."""


@dataclass(frozen=True, slots=True)
class Filer:
    """What filing needs beside the request."""

    city: City
    explain: Callable[[str, datetime | None], dict[str, Any]]
    """Text and its moment to the JSON of its understanding, with reasons and lexicon version."""
    hide: Callable[[str, datetime], str]
    """Text without the names, phone and identity numbers in it."""
    named: Callable[[str, datetime], tuple[Reporter, ...]] = lambda *_: ()
    """The names, phones and own addresses that a message gives."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a filing tells: the conversation, its words, and how they are understood."""

    talk: tuple[Said, ...]
    words: str
    understanding: dict[str, Any]
    given: tuple[Reporter, ...]
    """What was given of the writer's identity besides the one that holds."""


def file_once(works: Works, filer: Filer, request: FileRequest) -> tuple[list[CaseRow], str]:
    """Read what a filing tells, and open its cases."""
    return file_told(works, filer, *read_filing(works, filer, request))


def read_filing(works: Works, filer: Filer, request: FileRequest) -> tuple[FileRequest, Told]:
    """The filing as it is stored, and what it tells.

    This takes its time, so not while holding the only writer.
    """
    request = unnamed(works, request)
    return request, read_told(filer, request)


def file_told(
    works: Works, filer: Filer, request: FileRequest, told: Told
) -> tuple[list[CaseRow], str]:
    """`file_cases` in a transaction of its own, safe against the same request beside it."""
    try:
        with works.write() as work:
            return file_cases(work, filer, request, told)
    except IntegrityError:  # the same filing came twice at once, and the other was faster
        with works.write() as work:
            return file_cases(work, filer, request, told)


def read_told(filer: Filer, request: FileRequest) -> Told:
    """Read what a filing tells; an anonymous one without what names its writer."""
    messages, talk = request.messages, request.talk or request.messages
    own = {said.text: said.at for said in (*messages, *talk) if said.from_citizen}
    named = (one for text, at in own.items() for one in filer.named(text[:_READ], at))
    given = tuple(dict.fromkeys((*request.earlier, *named)))
    if request.reporter is None:
        messages = _without_names(filer, messages, given)
        talk = _without_names(filer, talk, given)
    told = [said for said in messages if said.from_citizen]
    words = "\n".join(said.text for said in told)
    at = told[-1].at if told else None
    return Told(talk, words, filer.explain(words[:_READ], at), given)


def _without_names(
    filer: Filer, lines: tuple[Said, ...], given: tuple[Reporter, ...]
) -> tuple[Said, ...]:
    """The lines without what names the writer, also where the bot repeated it."""

    def hidden(said: Said) -> str:
        text = filer.hide(said.text, said.at) if said.from_citizen else said.text
        return veil(text, given, wholly=True)

    return tuple(said.model_copy(update={"text": hidden(said)}) for said in lines)


def file_cases(
    work: Work, filer: Filer, request: FileRequest, told: Told
) -> tuple[list[CaseRow], str]:
    """Open one case a matter and return them with the receipt code.

    Raises:
        Refusal: `identity_needed`, a complaint without name, phone and address (Order 121
            Art. 10, rule C05).
        TooMany: `too_many_tips`, of one volunteer in an hour.
        NotFound: `unknown_case`, the case to link to is not of this chat.
    """
    key = _scoped(work, request)
    code = receipt_code(work, key)
    if work.session.get(Filing, key) is not None:
        return by_filing(work, key), code
    _require_identity(request)
    if (case := converted(work, request)) is not None:
        return [case], receipt_code(work, case.filing_key)
    by = teller(work, filer.city, request)
    work.session.add(Filing(key=key, at=work.now))
    work.session.flush()
    common = (key, code, told, by)
    cases = [_open(work, filer, request, matter, common) for matter in request.matters]
    _link(work, request, cases)
    return cases, code


def receipt_code(work: Work, filing_key: str) -> str:
    """The code of a filing: 80 bits that only our key can compute.

    So it need not be stored, and a repeated request gets the same one.
    """
    number = int.from_bytes(work.keys.derive(f"receipt/{filing_key}"))
    signs = []
    for _ in range(_GROUPS * _GROUP):
        number, rest = divmod(number, len(_ALPHABET))
        signs.append(_ALPHABET[rest])
    return "-".join("".join(signs[at : at + _GROUP]) for at in range(0, len(signs), _GROUP))


def _scoped(work: Work, request: FileRequest) -> str:
    # Keys are chosen by clients; two chats may choose the same one.
    channel = request.channel
    return work.keys.blind(f"{channel.platform}:{channel.address}:{request.key}", "filing")


def _require_identity(request: FileRequest) -> None:
    complains = any(matter.kind is Kind.complaint for matter in request.matters)
    known = request.reporter or Reporter()
    if complains and not (known.name and known.phone and known.address):
        raise Refusal("identity_needed", "投诉需要真实姓名、联系电话和联系地址。")


def _open(
    work: Work,
    filer: Filer,
    request: FileRequest,
    matter: Matter,
    common: tuple[str, str, Told, Volunteer | None],
) -> CaseRow:
    key, code, told, by = common
    case = CaseRow(
        id=secrets.token_hex(16),
        number=next_number(work, filer.city.code, work.now),
        filing_key=key,
        kind=matter.kind,
        hazard=matter.hazard,
        further_hazards=[str(hazard) for hazard in matter.further_hazards],
        setting=matter.setting,
        severity=level_of(matter.kind, matter.severity, matter.facts.people_ill, matter.setting),
        emergency=matter.emergency,
        agency=matter.agency,
        facts={},
        two_sided=_two_sided(request),
        anonymous=request.reporter is None,
        received_at=work.now,
        lexicon_version=str(told.understanding.get("lexicon_version", "")),
        state="",
        marks=[],
        last_event=0,
        last_hash="",
    )
    set_facts(case, json.loads(matter.facts.model_dump_json(exclude_none=True)))
    make_case_key(work, case.id)
    opening = _opening(case) | ({"tip": True} if by is not None else {})
    open_case(work, case, text=told.words or None, data=opening)
    save_origin(work, case.id, told.talk, told.understanding)
    save_channel(work, case.id, request.channel, code)
    if request.reporter is not None:
        save_reporter(work, case.id, request.reporter, told.given)
    if by is not None:
        credit(work, by, case.id)
    evidence.attach(work, case, request.evidence)
    return case


def _two_sided(request: FileRequest) -> bool:
    """Whether the message both complains and reports."""
    kinds = {matter.kind for matter in request.matters}
    return Kind.complaint in kinds and not kinds.isdisjoint({Kind.report, Kind.tip})


def _opening(case: CaseRow) -> dict[str, Any]:
    return {
        "number": case.number,
        "kind": case.kind,
        "hazard": case.hazard,
        "severity": case.severity,
        "emergency": case.emergency,
        "setting": case.setting,
        "anonymous": case.anonymous,
        "lexicon_version": case.lexicon_version,
    }


def _link(work: Work, request: FileRequest, cases: list[CaseRow]) -> None:
    for at, one in enumerate(cases):
        for other in cases[at + 1 :]:
            link(work, one, other)
    if request.linked_to is None:
        return
    earlier = by_number(work, request.linked_to)
    known = (*cases_of_channel(work, request.channel), *followed(work, request.channel))
    if earlier is None or earlier.id not in known:
        raise NotFound("unknown_case", "没有找到要关联的案件。")
    for one in cases:
        link(work, one, earlier)
