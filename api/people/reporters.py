"""Who reported, and where the answer goes: sealed apart from the case."""

import json
import re
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
    replaced = _alone(known)
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
    number = merged.get("id_number")
    row.id_blind = work.keys.blind(number, "id-number") if number else None
    work.session.add(row)


def take_identity_back(work: Work, case_id: str) -> None:
    """Forget who somebody is; what was given stays sealed, to be hidden wherever it was quoted."""
    row, known = work.session.get(tables.Reporter, case_id), _load(work, case_id)
    if row is None or known is None:
        return
    earlier = tuple(one for one in (_alone(known), *known.earlier) if one != Reporter())
    row.sealed = seal_for(work, case_id, _Kept(earlier=earlier).model_dump_json(), "reporter")
    row.phone_blind = row.id_blind = None
    work.session.add(row)
    work.session.flush()


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
    return None if known is None or _alone(known) == Reporter() else _alone(known)


def ever_given(work: Work, case_id: str) -> tuple[Reporter, ...]:
    """Every identity that was given for a case, the present one first."""
    known = _load(work, case_id)
    return () if known is None else (known, *known.earlier)


def masked(work: Work, case_id: str) -> Reporter | None:
    """A reporter's identity as everybody else who works the case sees it."""
    known = identity(work, case_id)
    return known and masks_of(known)


def masks_of(known: Reporter) -> Reporter:
    """An identity with its middle hidden: 林*, 138****8000, the district alone."""
    return Reporter(
        name=known.name and _mask_name(known.name),
        phone=known.phone and _mask_phone(known.phone),
        address=known.address and _to_the_district(known.address),
        id_number=None,  # nothing of it is shown
    )


def find_person(work: Work, number: str) -> list[str]:
    """Ids of the cases whose reporter gave exactly this phone or identity number."""
    plain = "".join(sign for sign in number.upper() if sign.isascii() and sign.isalnum())
    by_id = work.keys.blind(plain, "id-number")
    by_phone = work.keys.blind(_digits(number), "phone")
    wanted = select(tables.Reporter.case_id).where(
        (col(tables.Reporter.id_blind) == by_id) | (col(tables.Reporter.phone_blind) == by_phone)
    )
    return list(work.session.exec(wanted))


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


def _alone(known: _Kept) -> Reporter:
    """What holds now, without what was given before."""
    return Reporter.model_validate(known.model_dump(exclude={"earlier"}))


def _digits(phone: str) -> str:
    digits = "".join(sign for sign in phone if sign.isascii() and sign.isdigit())
    return digits.removeprefix("86") if len(digits) == _WITH_COUNTRY else digits


def _mask_name(name: str) -> str:
    return name[0] + "*" * max(len(name) - 1, 1)


def _mask_phone(phone: str) -> str:
    """As 138****1234; of a shorter number the last two digits alone."""
    digits = _digits(phone)
    if len(digits) >= _MOBILE:
        return digits[:3] + "*" * (len(digits) - 7) + digits[-4:]
    shown = digits[-2:] if len(digits) > _SHORTEST_SHOWN else ""
    return "*" * max(len(digits) - len(shown), 1) + shown


def _to_the_district(address: str) -> str:
    """Province, city and district; nothing below, and nothing of what only looks like one."""
    found = _DISTRICT.match(address.strip())
    return (found[0] if found else "") + "***"


_WITH_COUNTRY, _MOBILE, _SHORTEST_SHOWN = 13, 11, 4
_DISTRICT = re.compile(
    r"(?:[^\d区县旗市省]{2,8}省)?(?:[^\d区县旗市]{2,8}市)?"
    r"(?:[^\d区县旗市]{1,8}(?:(?<![小社园校厂片街库景业])区|县|(?<!国)旗))?"
)
