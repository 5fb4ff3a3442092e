"""Makes officers' accounts from the command line."""

from collections.abc import Sequence

from api.kit.now import system_now
from api.kit.settings import Settings
from api.kit.work import Works
from api.people.officers import create_officer
from api.people.passwords import make_password
from bot.root.failing import CommandError
from bot.root.tracker import open_storage
from knowledge.cities.load import load_city
from knowledge.cities.schema import Role


def create(settings: Settings, login: str, name: str, office: str, roles: Sequence[str]) -> str:
    """Make an account and give its first password, which is stored nowhere.

    Raises:
        CommandError: The office or a role does not exist.
        Conflict: `login_taken`.
    """
    if unknown := set(roles) - {*Role, "duty"}:
        raise CommandError(f"no role {min(unknown)}; there are {', '.join([*Role, 'duty'])}")
    try:
        load_city(settings.city).office(office)
    except KeyError as fault:
        raise CommandError(f"the city pack {settings.city} has no office {office}") from fault
    database, keys = open_storage(settings)
    password = make_password()
    with Works(database, keys, system_now, lambda *_: None).write() as work:
        create_officer(work, login=login, name=name, office=office, roles=roles, password=password)
    database.close()
    return password
