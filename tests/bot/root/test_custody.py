"""Accounts, keys, retention and proofs from the command line."""

from pathlib import Path

from sqlmodel import select

from api.kit.database import Database
from api.people.passwords import is_right
from api.people.tables import Officer, OfficerEvent

from .test_commands import jiesu


def _account(place: Path, login: str) -> Officer:
    database = Database(f"sqlite:///{place / 'jiesu.db'}")
    with database.read() as session:
        found = session.exec(select(Officer).where(Officer.login == login)).one()
    database.close()
    return found


def test_the_first_administrator_is_made_once_and_a_lost_password_renewed(tmp_path: Path) -> None:
    place = {"JIESU_DATA_DIR": str(tmp_path)}
    made = jiesu("admin", "create", "chief", "严守正", **place)
    assert made.returncode == 0, made.stderr
    login, first = made.stdout.split()
    assert login == "chief"
    found = _account(tmp_path, "chief")
    assert (found.roles, found.office, found.must_change) == (["admin"], "SZ", True)
    assert is_right(found.password_hash, first)

    again = jiesu("admin", "create", "other", "某某", **place)
    assert again.returncode == 1
    assert "administrator already (chief)" in again.stderr
    assert len(again.stderr.splitlines()) == 1

    second = jiesu("officer", "reset", "chief", **place).stdout.split()[1]
    assert second != first
    assert is_right(_account(tmp_path, "chief").password_hash, second)
    nobody = jiesu("officer", "reset", "nobody", **place)
    assert (nobody.returncode, nobody.stderr) == (1, "jiesu: there is no account nobody\n")

    database = Database(f"sqlite:///{tmp_path / 'jiesu.db'}")
    with database.read() as session:
        log = [(one.actor, one.kind) for one in session.exec(select(OfficerEvent))]
    database.close()
    assert log == [("command", "made"), ("command", "password_reset")]
    assert jiesu("verify", **place).stdout == "all cases verify\n"
