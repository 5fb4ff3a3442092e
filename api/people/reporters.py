"""Who reported, and where the answer goes: sealed apart from the case."""

import json
from collections.abc import Sequence

from sqlmodel import col, select

from api.contract.codes import Platform
from api.contract.models import ChannelRef, Reporter
from api.kit.work import Work
from api.people import tables
from api.people.casekeys import open_for, seal_for


class _Kept(Reporter):
    """An identity as it is sealed: with all that was given before it."""

    earlier: tuple[Reporter, ...] = ()


def save_reporter(
    work: Work, case_id: str, reporter: Reporter, earlier: Sequence[Reporter] = ()
) -> None:
    """Store a reporter's identity; what is known already stays where nothing new is said.

    What it replaces is kept beside it, to be hidden wherever it was quoted, and so is `earlier`.
    """
    known = _load(work, case_id) or _Kept()
    replaced = Reporter(name=known.name, phone=known.phone, address=known.address)
    merged = {**replaced.model_dump(), **reporter.model_dump(exclude_none=True)}
    before = dict.fromkeys((*known.earlier, replaced, *earlier))
    kept = [one.model_dump() for one in before if one not in (Reporter(), Reporter(**merged))]
    merged["earlier"] = kept
    row = work.session.get(tables.Reporter, case_id) or tables.Reporter(
        case_id=case_id, sealed=b""
    )
    row.sealed = seal_for(work, case_id, json.dumps(merged, ensure_ascii=False), "reporter")
    phone = merged.get("phone")
    row.phone_blind = phone_blind(work, phone) if phone else None
    work.session.add(row)


def save_channel(work: Work, case_id: str, channel: ChannelRef, receipt_code: str) -> None:
    """Store where the answers of a case go."""
    work.session.add(
        tables.Channel(
            case_id=case_id,
            platform=channel.platform,
            sealed=seal_for(work, case_id, channel.address, "channel"),
            blind=channel_blind(work, channel),
            receipt_blind=work.keys.blind(receipt_code, "receipt"),
        )
    )


def channel_of(work: Work, case_id: str) -> ChannelRef | None:
    """Where the answers of a case go; None when the chat is dead."""
    row = work.session.get(tables.Channel, case_id)
    if row is None or row.dead:
        return None
    address = open_for(work, case_id, row.sealed, "channel")
    return ChannelRef(platform=Platform(row.platform), address=address)


def channel_blind(work: Work, channel: ChannelRef) -> str:
    """The keyed hash by which the cases of a chat are found."""
    return work.keys.blind(f"{channel.platform}:{channel.address}", "channel")


def phone_blind(work: Work, phone: str) -> str:
    """The keyed hash by which people with the same number are found."""
    return work.keys.blind(_digits(phone), "phone")


def cases_of_channel(work: Work, channel: ChannelRef) -> list[str]:
    """Ids of the cases of a chat."""
    blind = channel_blind(work, channel)
    wanted = select(tables.Channel.case_id).where(tables.Channel.blind == blind)
    return list(work.session.exec(wanted))


def identity(work: Work, case_id: str) -> Reporter | None:
    """A reporter's identity in clear; `api.cases.identity` logs the look and is the way in."""
    known = _load(work, case_id)
    return known and Reporter(name=known.name, phone=known.phone, address=known.address)


def ever_given(work: Work, case_id: str) -> tuple[Reporter, ...]:
    """Every identity that was given for a case, the present one first."""
    known = _load(work, case_id)
    return () if known is None else (known, *known.earlier)


def masked(work: Work, case_id: str) -> Reporter | None:
    """A reporter's identity as everybody else who works the case sees it."""
    known = _load(work, case_id)
    return known and masks_of(known)


def masks_of(known: Reporter) -> Reporter:
    """An identity with its middle hidden: 林*, 138****8000, the district alone."""
    return Reporter(
        name=known.name and known.name[0] + "*" * (len(known.name) - 1),
        phone=known.phone and _mask_phone(known.phone),
        address=known.address and _to_the_district(known.address),
    )


def same_phone(work: Work, phone: str) -> list[str]:
    """Ids of the cases whose reporter gave the same phone number."""
    blind = phone_blind(work, phone)
    wanted = select(tables.Reporter.case_id).where(col(tables.Reporter.phone_blind) == blind)
    return list(work.session.exec(wanted))


def same_chat(work: Work, one: str, other: str) -> bool:
    """Whether two cases came from the same chat."""
    chats = [work.session.get(tables.Channel, case_id) for case_id in (one, other)]
    return all(chats) and len({chat.blind for chat in chats if chat}) == 1


def same_reporter(work: Work, one: str, other: str) -> bool:
    """Whether two cases came from the same chat, or from people with the same phone number."""
    chats = [work.session.get(tables.Channel, case_id) for case_id in (one, other)]
    people = [work.session.get(tables.Reporter, case_id) for case_id in (one, other)]
    blinds = [chat.blind if chat else None for chat in chats]
    phones = [person.phone_blind if person else None for person in people]
    return any(a is not None and a == b for a, b in (blinds, phones))


def alike(work: Work, case_id: str) -> list[str]:
    """Ids of the other cases whose reporter gave the same phone number."""
    row = work.session.get(tables.Reporter, case_id)
    if row is None or row.phone_blind is None:
        return []
    wanted = select(tables.Reporter.case_id).where(
        col(tables.Reporter.phone_blind) == row.phone_blind, tables.Reporter.case_id != case_id
    )
    return list(work.session.exec(wanted))


def _load(work: Work, case_id: str) -> _Kept | None:
    row = work.session.get(tables.Reporter, case_id)
    if row is None:
        return None
    return _Kept.model_validate_json(open_for(work, case_id, row.sealed, "reporter"))


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())


def _mask_phone(phone: str) -> str:
    digits = _digits(phone)
    return digits[:3] + "*" * max(len(digits) - 7, 1) + digits[-4:]


def _to_the_district(address: str) -> str:
    for sign in "区县旗":
        head, found, _ = address.partition(sign)
        if found:
            return head + sign + "***"
    return address[:2] + "***"
