"""Officers: who works here, and their accounts."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Protocol

from sqlmodel import col, select

from api.kit.errors import Conflict, Refusal
from api.kit.work import Work
from api.people import journal, passwords, sessions
from api.people.journal import Deed
from api.people.tables import Officer


class Invented(Protocol):
    """An officer of a city pack, as the demonstration lists them."""

    @property
    def login(self) -> str:
        """What the officer signs in with."""

    @property
    def name(self) -> str:
        """How colleagues call the officer."""

    @property
    def office(self) -> str:
        """Code of an office of the pack."""

    @property
    def roles(self) -> tuple[str, ...]:
        """Names of roles."""


def by_login(work: Work, login: str) -> Officer | None:
    """The officer who signs in with a login, active or not."""
    if "\0" in login:  # PostgreSQL can't even ask for it
        return None
    return work.session.exec(select(Officer).where(Officer.login == login)).first()


def by_id(work: Work, officer_id: str) -> Officer | None:
    """The officer with an id, active or not."""
    return work.session.get(Officer, officer_id)


def names(work: Work, ids: Iterable[str]) -> dict[str, str]:
    """Names by id."""
    wanted = select(Officer.id, Officer.name).where(col(Officer.id).in_(set(ids)))
    return {found[0]: found[1] for found in work.session.exec(wanted)}


def create_officer(
    work: Work, *, login: str, name: str, office: str, roles: Iterable[str], password: str
) -> Officer:
    """Make an account.

    Raises:
        Conflict: `login_taken`.
    """
    if by_login(work, login) is not None:
        raise Conflict("login_taken", "这个登录名已经有人使用。")
    officer = Officer(
        id=uuid.uuid4().hex,
        login=login,
        name=name,
        office=office,
        roles=[str(role) for role in roles],
        password_hash=passwords.hash_password(password),
    )
    work.session.add(officer)
    work.session.flush()
    return officer


def ensure_demo_officers(
    work: Work, city_officers: Iterable[Invented], chosen: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Make the accounts of a city pack that are absent.

    Args:
        work: The unit of work.
        city_officers: The invented officers of the pack.
        chosen: Passwords by login; whoever is not in it gets a random one.

    Returns:
        The password of every account made now, by login; they are stored nowhere else.
    """
    existing = {one.login: one for one in work.session.exec(select(Officer))}
    made: dict[str, str] = {}
    for invented in city_officers:
        there = existing.get(invented.login)
        if there is not None:
            _take_up_again(work, there)
            continue
        password = (chosen or {}).get(invented.login) or passwords.make_password()
        account = create_officer(
            work,
            login=invented.login,
            name=invented.name,
            office=invented.office,
            roles=invented.roles,
            password=password,
        )
        account.demo = True
        made[invented.login] = password
    return made


def put_demo_officers_aside(work: Work) -> int:
    """Close the invented accounts outside the demonstration; gives how many were open."""
    wanted = select(Officer).where(col(Officer.demo).is_(True), col(Officer.active).is_(True))
    found = work.session.exec(wanted).all()
    for officer in found:
        officer.active = False
        work.session.add(officer)
        sessions.end_all(work, officer.id)
        journal.note(work, journal.COMMAND, officer.id, Deed.closed)
    return len(found)


def _take_up_again(work: Work, officer: Officer) -> None:
    """Open an invented account that was put aside; not one that an administrator closed."""
    if not officer.demo or officer.active:
        return
    last = journal.latest(work, 1, officer.id)
    if last and (last[0].kind, last[0].actor) == (Deed.closed, journal.COMMAND):
        officer.active = True
        work.session.add(officer)
        journal.note(work, journal.COMMAND, officer.id, Deed.opened)


def change_password(work: Work, officer_id: str, new: str) -> None:
    """Give an officer another password and sign them out everywhere.

    Raises:
        Refusal: `weak_password`, when it is too short, too long or holds the login.
    """
    officer = work.session.get_one(Officer, officer_id)
    if not passwords.SHORTEST <= len(new) <= passwords.LONGEST:
        raise Refusal(
            "weak_password", f"新密码要有 {passwords.SHORTEST} 到 {passwords.LONGEST} 个字符。"
        )
    if officer.login.lower() in new.lower():
        raise Refusal("weak_password", "新密码里不能包含登录名。")
    officer.password_hash, officer.must_change = passwords.hash_password(new), False
    work.session.add(officer)
    sessions.end_all(work, officer_id)
    journal.note(work, officer_id, officer_id, Deed.password_changed)
