"""Another master key takes over: everything opens with it, nothing with the old one."""

from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, select, text
from sqlmodel import SQLModel, col
from sqlmodel import select as of

from api.cases import evidence
from api.contract.codes import Platform
from api.contract.models import ChannelRef
from api.contract.news import ChatNews
from api.intake.filing import Filer, file_once
from api.kit.database import Database
from api.kit.keys import Keyring, from_file
from api.kit.now import system_now
from api.kit.settings import Settings
from api.kit.work import Works
from api.migrations.models import import_all
from api.outbox import personal
from api.outbox.tables import OutboxRow
from api.people import second, staffchat
from api.people.followers import follow, followed, followers
from api.people.keycheck import Fit, fits, looks_like
from api.people.officers import create_officer
from api.people.receipts import cases_of_code
from api.people.reporters import cases_of_channel, find_person, identity
from bot.inbox.rows import found_or_begun
from bot.root import rotating
from bot.root.failing import CommandError
from knowledge.cities.load import load_city
from tests.api.cases.test_evidence import picture
from tests.fakes.filing import CHANNEL, LIN, complaint, filing

FURTHER = ChannelRef(platform=Platform.telegram, address="99887766")


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, database_url=database_url)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    file = tmp_path / "old.key"
    file.write_text(bytes(range(32)).hex())
    return file


def _fill(database: Database, keys: Keyring) -> tuple[str, str, str]:
    """A case with a photo, an officer with a chat and codes, a conversation."""
    assert fits(database, keys) is Fit.fits
    works = Works(database, keys, system_now, lambda *_: None)
    with works.write() as work:
        photo = evidence.store(work, evidence.clean_photo(picture())).id
        officer = create_officer(
            work, login="one", name="某", office="SZ", roles=["handler"], password="x" * 12
        )
        second.begin(work, officer.id)
        staffchat.bind(work, staffchat.make_code(work, officer.id), "4242")
        found_or_begun(work.session, keys, Platform.web, "chat", work.now)
        personal.tell(work, officer, ChatNews(news="chat_bound", at=work.now, chat="某的电话"))
    filer = Filer(load_city("shenzhen"), lambda *_: {}, hide=lambda words, _: words)
    (case,), code = file_once(works, filer, filing(complaint(), evidence=(photo,)))
    with works.write() as work:
        follow(work, case.id, FURTHER)
    return case.id, code, photo


def _opens(database: Database, keys: Keyring, case_id: str, code: str, photo: str) -> None:
    with Works(database, keys, system_now, lambda *_: None).read() as work:
        assert identity(work, case_id) == LIN
        assert evidence.fetch(work, photo)[0] == "image/jpeg"
        assert cases_of_code(work, case_id, code) == [case_id]
        assert cases_of_channel(work, CHANNEL) == [case_id]
        assert find_person(work, "13800138000") == [case_id]
        officer = staffchat.by_chat(work, "4242")
        assert staffchat.chat_of(work, officer) == "4242"
        assert second.waiting(work, officer) is not None
        assert [one.channel for one in followers(work, case_id)] == [FURTHER]
        assert followed(work, FURTHER) == [case_id]
        rows = work.session.exec(of(OutboxRow).where(col(OutboxRow.case_id).is_(None)))
        assert {personal.opened(work, row)[1].news for row in rows} == {"chat_bound"}


KEYS = {
    "case_key.wrapped",
    "conversation.wrapped",
    "evidence_content.wrapped",
    "officer.staff_chat_key",
    "officer.totp_key",
    "outbox_row.wrapped",
    "signing_key.wrapped",
    "staff_draft.wrapped",
    "wechat_token.wrapped",
}
"""Every data key there is."""
SEALED = {
    "case_key": {"case_origin.sealed", "channel.sealed", "event.sealed", "further_channel.sealed"}
    | {"kept_words.sealed", "outbox_row.sealed", "reporter.sealed"}
    | {"volunteer.sealed", "volunteer.channel", "volunteer_event.sealed"},
    "conversation": {"conversation.address", "conversation.state", "inbox_message.sealed"}
    | {"transcript_line.sealed"},
    "evidence_content": {"evidence_content.sealed", "evidence.taken"},
    "officer": {"officer.staff_chat_sealed", "officer.staff_chat_title", "officer.totp_sealed"},
    "the row itself": {"signing_key.sealed", "staff_draft.sealed", "wechat_token.sealed"},
    "the master key": {"key_check.lookups", "key_check.next_lookups"},
    "nothing, it is public": {"signing_key.public"},
}
"""What each kind of key seals."""


def test_every_column_of_bytes_is_a_data_key_or_sealed_by_one_that_is_known() -> None:
    import_all()
    there = {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    wrapped = {f"{table.name}.{column.name}" for table, column in rotating.wrapped_columns()}
    assert wrapped == KEYS
    assert there - wrapped == set().union(*SEALED.values()), "say by which key it is sealed"


def _wrapped(database: Database) -> list[bytes]:
    with database.read() as session:
        return [
            bytes(value)
            for table, column in rotating.wrapped_columns()
            for value in session.connection().execute(select(column)).scalars()
            if value is not None
        ]


def test_everything_opens_with_the_new_key_alone_and_is_found_as_before(
    database: Database, settings: Settings, old: Path, tmp_path: Path
) -> None:
    filled = _fill(database, from_file(old))
    count = len(_wrapped(database))
    assert count >= 5
    new = tmp_path / "new.key"
    told = list(rotating.rotate(settings, old, new))
    assert any(line.startswith("case_key.wrapped: 1 keys") for line in told)

    key = from_file(new)
    assert looks_like(database, key) is Fit.fits
    _opens(database, key, *filled)
    assert all(key.opens(one) for one in _wrapped(database))
    assert not any(from_file(old).opens(one) for one in _wrapped(database))
    assert looks_like(database, from_file(old)) is Fit.other
    assert list(rotating.rotate(settings, old, new)) == [f"{new} is the key already"]

    third = tmp_path / "third.key"
    list(rotating.rotate(settings, new, third))
    key = from_file(third)
    assert looks_like(database, key) is Fit.fits
    _opens(database, key, *filled)


def test_a_rotation_that_was_killed_goes_on_and_nothing_starts_meanwhile(
    database: Database,
    settings: Settings,
    old: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filled = _fill(database, from_file(old))
    new = tmp_path / "new.key"

    class KilledError(Exception):
        """As if the process had ended here."""

    whole = rotating.rewrap
    calls = []

    def killed(*given: object) -> int:
        calls.append(1)
        if len(calls) == 3:
            raise KilledError
        return whole(*given)  # type: ignore[arg-type] # handed on as given

    monkeypatch.setattr(rotating, "rewrap", killed)
    with pytest.raises(KilledError):
        list(rotating.rotate(settings, old, new))
    for key in (from_file(old), from_file(new)):
        assert looks_like(database, key) is Fit.rotating
        assert fits(database, key) is Fit.rotating
    other = tmp_path / "other.key"
    with pytest.raises(CommandError, match="is not the key"):
        list(rotating.rotate(settings, old, other))
    monkeypatch.setattr(rotating, "rewrap", whole)
    list(rotating.rotate(settings, old, new))
    key = from_file(new)
    assert looks_like(database, key) is Fit.fits
    _opens(database, key, *filled)


def test_a_key_that_is_not_the_databases_changes_nothing(
    database: Database, settings: Settings, old: Path, tmp_path: Path
) -> None:
    filled = _fill(database, from_file(old))
    wrong = tmp_path / "wrong.key"
    wrong.write_text(bytes(range(5, 37)).hex())
    with pytest.raises(CommandError, match="is not the key"):
        list(rotating.rotate(settings, wrong, tmp_path / "new.key"))
    with pytest.raises(CommandError, match="there is no key file"):
        list(rotating.rotate(settings, tmp_path / "absent", tmp_path / "new.key"))
    keys = from_file(old)
    assert looks_like(database, keys) is Fit.fits
    _opens(database, keys, *filled)


def test_an_altered_key_stops_the_rotation_with_one_line(
    database: Database, settings: Settings, old: Path, tmp_path: Path
) -> None:
    _fill(database, from_file(old))
    with database.write() as session:
        session.connection().execute(
            text("UPDATE case_key SET wrapped = :bad"), {"bad": b"\x01" * 60}
        )
    with pytest.raises(CommandError, match="a key in case_key was altered"):
        list(rotating.rotate(settings, old, tmp_path / "new.key"))


def test_a_database_of_the_first_days_is_known_by_its_keyed_hash(
    database: Database, old: Path
) -> None:
    keys = from_file(old)
    with database.write() as session:
        session.connection().execute(
            text("INSERT INTO key_check (id, mark) VALUES (1, :mark)"),
            {"mark": keys.blind("key-check", "key-check")},
        )
    assert looks_like(database, keys) is Fit.fits
    assert looks_like(database, Keyring(bytes(range(1, 33)))) is Fit.other
