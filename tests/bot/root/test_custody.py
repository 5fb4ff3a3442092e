"""Accounts, keys, retention and proofs from the command line."""

from pathlib import Path

from sqlmodel import select

from api.contract.codes import Platform
from api.intake.filing import Filer, file_once
from api.kit.database import Database
from api.kit.keys import from_file
from api.kit.now import system_now
from api.kit.settings import Settings
from api.people.passwords import is_right
from api.people.tables import Officer, OfficerEvent
from bot.inbox.arrivals import Arrivals
from tests.fakes.filing import complaint, filing
from tests.fakes.flipping import flip

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


def _chat_files_a_case(place: dict[str, str]) -> str:
    """File a case into the database of a folder; gives its number."""
    from bot.root.tracker import build

    settings = Settings(data_dir=Path(place["JIESU_DATA_DIR"]), demo=False)
    rooms = build(settings)
    filer = Filer(rooms.city, rooms.reader.explain, rooms.reader.hide, rooms.reader.named)
    (case,), _ = file_once(rooms.works, filer, filing(complaint()))
    rooms.database.close()
    return str(case.number)


def test_a_case_is_exported_verified_offline_and_a_changed_sign_is_named(tmp_path: Path) -> None:
    place = {"JIESU_DATA_DIR": str(tmp_path)}
    number = _chat_files_a_case(place)
    out = tmp_path / "case.json"
    done = jiesu("case", "export", number.lower(), "--out", str(out), **place)
    assert (done.returncode, done.stdout) == (0, f"{out}\n"), done.stderr
    nowhere = {"JIESU_DATA_DIR": str(tmp_path / "nowhere")}
    checked = jiesu("verify", str(out), **nowhere)
    assert checked.returncode == 0, checked.stderr
    assert f"{number}: " in checked.stdout
    assert "verify, not anchored yet" in checked.stdout
    assert not (tmp_path / "nowhere").exists()
    out.write_text(out.read_text().replace('"officer:', '"officer:x', 1).replace("opened", "said"))
    broken = jiesu("verify", str(out), **nowhere)
    assert broken.returncode == 1
    assert f"{number}: event 1 was altered" in broken.stdout
    assert "faults found" in broken.stderr
    for wrong in ("absent", str(tmp_path)):
        refused = jiesu("verify", wrong, **nowhere)
        assert refused.returncode == 1
        assert len(refused.stderr.splitlines()) == 1
    unknown = jiesu("case", "export", "SZ-20200101-0001", **place)
    assert (unknown.returncode, len(unknown.stderr.splitlines())) == (1, 1)


def test_keys_rotate_from_the_command_line_and_the_old_one_is_refused(tmp_path: Path) -> None:
    place = {"JIESU_DATA_DIR": str(tmp_path)}
    number = _chat_files_a_case(place)
    old, new = tmp_path / "key", tmp_path / "new.key"
    done = jiesu("keys", "rotate", str(old), str(new), **place)
    assert done.returncode == 0, done.stderr
    assert f"JIESU_KEY_FILE={new}" in done.stdout
    refused = jiesu("verify", **place)
    assert (refused.returncode, "the master key is not" in refused.stderr) == (1, True)
    renewed = {**place, "JIESU_KEY_FILE": str(new)}
    assert jiesu("case", "export", number, "--out", str(tmp_path / "x"), **renewed).returncode == 0
    assert jiesu("keys", "rotate-signing", **renewed).returncode == 0


def test_retention_says_first_what_it_would_do(tmp_path: Path) -> None:
    place = {"JIESU_DATA_DIR": str(tmp_path)}
    _chat_files_a_case(place)
    told = jiesu("retention", "--dry-run", **place)
    assert (told.returncode, told.stdout) == (0, "0 would be taken away\n"), told.stderr
    assert jiesu("retention", **place).stdout == "0 taken away\n"


def test_verify_names_an_altered_conversation(tmp_path: Path) -> None:
    place = {"JIESU_DATA_DIR": str(tmp_path)}
    _chat_files_a_case(place)
    database = Database(f"sqlite:///{tmp_path / 'jiesu.db'}")
    keys = from_file(tmp_path / "key")
    chat = Arrivals(database, keys, "w1").begin(Platform.web, "chat-of-lin", system_now())
    assert jiesu("verify", **place).stdout == "all cases verify\n"
    flip(database, "conversation", "address")
    database.close()
    broken = jiesu("verify", **place)
    assert broken.returncode == 1
    assert f"conversation {chat}: the chat was altered" in broken.stdout
