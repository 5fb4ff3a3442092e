"""The demo city's officers and their passwords, made once and kept beside the database."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from api.contract.codes import Platform
from api.contract.models import ChannelRef
from api.contract.volunteers import JoinRequest
from api.kit.work import Works
from api.people.officers import ensure_demo_officers, put_demo_officers_aside
from api.people.passwords import make_password
from api.people.tables import Officer
from api.people.volunteers import Decision, by_channel, decide, join
from knowledge.cities.city import City
from knowledge.cities.schema import Officer as Invented


def load_demo(works: Works, city: City, data_dir: Path) -> dict[str, str]:
    """Make the pack's invented officers where they are absent; gives login to password."""
    file = data_dir / f"demo-accounts-{city.name}.json"
    passwords = _known(file)
    missing = [one.login for one in city.officers if one.login not in passwords]
    if missing:
        passwords |= {login: make_password() for login in missing}
        _write(file, passwords)
    with works.write() as work:
        ensure_demo_officers(work, [_account(one) for one in city.officers], passwords)
    load_volunteers(works, city)
    return passwords


def end_demo(works: Works) -> None:
    """Let nobody in, and give nobody cases, who was invented for an earlier demonstration."""
    with works.write() as work:
        put_demo_officers_aside(work)


def load_volunteers(works: Works, city: City) -> None:
    """Register the pack's invented volunteers once; nobody reads their chats."""
    invented = city.volunteering.volunteers if city.volunteering else ()
    names = {one.code: one for one in city.organisations}
    for one in invented:
        own = names[one.organisation]
        chat = ChannelRef(platform=Platform.web, address=f"demo-{city.name}-{one.phone}")
        wish = JoinRequest(
            key="demo",
            channel=chat,
            kind=own.kind,
            organisation=own.code,
            organisation_name=own.name,
            name=one.name,
            phone=one.phone,
        )
        with works.write() as work:
            if by_channel(work, chat) is not None:
                continue
            volunteer = join(work, city, wish)
            if one.standing == "approved":
                decide(work, volunteer, Decision.approve, actor="system")


@dataclass(frozen=True, slots=True)
class _Account:
    """An invented officer, with the duty among the roles."""

    login: str
    name: str
    office: str
    roles: tuple[str, ...]


def _account(one: Invented) -> _Account:
    return _Account(one.login, one.name, one.office, tuple(_roles(one)))


def load_unusable(works: Works, city: City) -> None:
    """The same officers without passwords, for a tracker that nobody signs in to."""
    with works.write() as work:
        for one in city.officers:
            work.session.add(
                Officer(
                    id=one.login,
                    login=one.login,
                    name=one.name,
                    office=one.office,
                    roles=_roles(one),
                    password_hash="!",  # noqa: S106 - no password has this hash
                )
            )


def _roles(one: Invented) -> list[str]:
    return [*map(str, one.roles), *(["duty"] if one.duty else [])]


def _known(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    known: dict[str, str] = json.loads(file.read_text())
    return known


def _write(file: Path, passwords: dict[str, str]) -> None:
    # Written whole beside the old one and then moved, readable by us alone.
    draft = file.with_suffix(".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        json.dump(passwords, out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)
