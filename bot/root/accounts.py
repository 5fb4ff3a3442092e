"""Makes officers' accounts from the command line, and renews their passwords."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from api.kit.now import system_now
from api.kit.settings import Settings
from api.kit.work import Work, Works
from api.people import journal, second, staffing
from api.people.journal import Deed
from api.people.officers import by_login, create_officer
from api.people.passwords import make_password
from bot.root.failing import CommandError
from bot.root.tracker import open_storage
from knowledge.cities.load import load_city
from knowledge.cities.schema import Role


def create(settings: Settings, login: str, name: str, office: str, roles: Sequence[str]) -> str:
    """Make an account and give its first password, which is stored nowhere and changed at once.

    Raises:
        CommandError: The office or a role does not exist.
        Conflict: `login_taken`.
    """
    if unknown := set(roles) - set(staffing.ROLES):
        raise CommandError(f"no role {min(unknown)}; there are {', '.join(staffing.ROLES)}")
    try:
        load_city(settings.city).office(office)
    except KeyError as fault:
        raise CommandError(f"the city pack {settings.city} has no office {office}") from fault
    password = make_password()
    with _writing(settings) as work:
        made = create_officer(
            work, login=login, name=name, office=office, roles=roles, password=password
        )
        made.must_change = True
        data = {"office": office, "roles": list(roles), "hazards": []}
        journal.note(work, journal.COMMAND, made.id, Deed.made, data)
    return password


def create_admin(settings: Settings, login: str, name: str) -> str:
    """Make the first administrator, at the top office of the city.

    Raises:
        CommandError: There is one already, who makes the others.
        Conflict: `login_taken`.
    """
    city = load_city(settings.city)
    top = next(office for office in city.offices if office.parent is None)
    with _writing(settings) as work:
        present = staffing.present_administrators(work)
    if present:
        raise CommandError(
            f"there is an administrator already ({present[0]}), who makes accounts at "
            "/desk/officers; jiesu officer reset renews a lost password"
        )
    return create(settings, login, name, top.code, [Role.admin])


def reset(settings: Settings, login: str) -> str:
    """Renew a password and forget the authenticator, for whoever is locked out.

    Raises:
        CommandError: There is no such account.
    """
    with _writing(settings) as work:
        officer = by_login(work, login)
        if officer is None:
            raise CommandError(f"there is no account {login}")
        second.drop(work, officer.id)
        return staffing.renew_password(work, journal.COMMAND, officer)


@contextmanager
def _writing(settings: Settings) -> Iterator[Work]:
    database, keys = open_storage(settings)
    try:
        with Works(database, keys, system_now, lambda *_: None).write() as work:
            yield work
    finally:
        database.close()
