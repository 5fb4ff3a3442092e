"""The database file and a dump of it, after a thousand cases, hold no personal data in clear."""

import base64
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import psycopg

from api.cases.identity import look
from api.cases.repository import by_number
from api.contract.codes import Platform
from api.contract.desk import MoveRequest
from api.contract.models import ChannelRef, FileRequest, Reporter, Said, Supplement
from api.desk.moving import move_case
from api.intake.filing import Filer, file_once
from api.intake.telling import supplement
from api.kit.work import Works
from api.people import second, staffchat
from api.people.officers import by_login
from api.people.throttle import admit
from bot.root.tracker import Rooms
from tests.fakes.filing import complaint, report
from tests.journeys.conftest import Product

CASES = int(os.environ.get("JIESU_DUMP", "100"))
"""How many cases; 1000 is what is promised, and takes minutes."""
_SIGNS = "犇骉羴鱻麤淼焱垚晶磊森鑫靐龘喆嚞巭孬嫑怹"
"""Signs that stand in no law, lexicon or office."""


class Person:
    """Somebody invented, none of whose data occurs anywhere else."""

    def __init__(self, number: int) -> None:
        chosen = random.Random(number)  # noqa: S311 - repeatable, not secret
        self.name = "".join(chosen.choices(_SIGNS, k=3)) + f"{_SIGNS[number % 20]}"
        self.phone = f"139{number:08d}"
        self.address = f"福田区{''.join(chosen.choices(_SIGNS, k=3))}路{7000 + number}号"
        self.chat = f"chat-{chosen.getrandbits(96):024x}"

    def secrets(self) -> tuple[str, ...]:
        return self.name, self.phone, self.address.removeprefix("福田区"), self.chat


def _file(works: Works, filer: Filer, person: Person, number: int) -> str:
    words = f"我叫{person.name}，电话{person.phone}，住{person.address}，火锅里有虫"
    said = Said(id=f"m{number}", at=works.now(), text=words)
    matter = complaint() if number % 2 else report()
    known = Reporter(name=person.name, phone=person.phone, address=person.address)
    request = FileRequest(
        key=f"k{number}",
        channel=ChannelRef(platform=Platform.web, address=person.chat),
        matters=(matter,),
        reporter=None if number % 7 == 0 and not number % 2 else known,
        messages=(said,),
    )
    return file_once(works, filer, request)[0][0].number


def _work(rooms: Rooms, person: Person, number: str, nth: int) -> None:
    """What else happens to a case: more words, a look, an officer's answer."""
    channel = ChannelRef(platform=Platform.web, address=person.chat)
    with rooms.works.write() as work:
        said = Supplement(
            key="s1", channel=channel, at=work.now, text=f"补充：我是{person.name}，{person.phone}"
        )
        supplement(work, number, said)
    with rooms.works.write() as work:
        case, boss = by_number(work, number), by_login(work, "boss")
        assert case is not None
        assert boss is not None
        boss.roles = ["supervisor", "custodian"]
        look(work, rooms.city, boss, case, f"致电{person.name} {person.phone}")
        reply = MoveRequest(move="ask", key=f"r{nth}", text=f"{person.name}您好，请补充付款凭证")  # type: ignore[arg-type] # a code
        handler = by_login(work, "lianhua")
        assert handler is not None
        boss.roles = ["supervisor", "approver"]
        move_case(work, rooms.city, boss, number, reply)


async def _talk(product: Product, person: Person) -> None:
    """A whole talk, of which conversation, inbox and transcript keep everything."""
    citizen = await product.citizen()
    await citizen.say("福田区景田北街的老陈记牛肉火锅有虫，花了88块，我要退钱")
    await citizen.say("第一个")
    await citizen.say("昨天")
    await citizen.say(f"我叫{person.name}，电话{person.phone}，地址{person.address}")
    await citizen.say("提交")


async def test_a_dump_of_a_thousand_cases_names_nobody(
    product: Product, database_url: str
) -> None:
    rooms = product.rooms
    filer = Filer(rooms.city, rooms.reader.explain, rooms.reader.hide, rooms.reader.named)
    people = [Person(number) for number in range(CASES)]
    for nth, person in enumerate(people):
        number = _file(rooms.works, filer, person, nth)
        if nth % 20 == 0:
            _work(rooms, person, number, nth)
    talkers = [Person(number) for number in range(CASES, CASES + 3)]
    for person in talkers:
        await _talk(product, person)
    await product.drain.drain_once()
    with rooms.works.write() as work:
        officer = by_login(work, "lianhua")
        assert officer is not None
        secret = second.begin(work, officer.id).secret
        staffchat.bind(work, staffchat.make_code(work, officer.id), "9876543210987")
        admit(work, "lianhua", "203.0.113.77")

    wanted = [secret, "9876543210987", "203.0.113.77"]
    wanted += [one for person in people for one in person.secrets()]
    wanted += [one for person in talkers for one in person.secrets()[:3]]
    dumped = b"".join(_dump(database_url))
    assert len(dumped) > CASES * 1000
    assert b"SZ-20261121-0001" in dumped  # it is the dump, and in clear
    found = [one for one in wanted if any(form in dumped for form in _forms(one))]
    assert found == []


def test_the_search_itself_would_find_it() -> None:
    hidden = json.dumps({"n": "犇骉羴"}).encode() + base64.b64encode("犇骉羴犇".encode())
    assert any(form in hidden for form in _forms("犇骉羴"))
    assert any(form in "x犇骉羴".encode() for form in _forms("犇骉羴"))
    assert any(form in b"\\x" + "犇骉羴".encode().hex().encode() for form in _forms("犇骉羴"))


def _forms(secret: str) -> Iterator[bytes]:
    """A secret as it may stand in a file: plain, escaped, in hex, in base64."""
    plain = secret.encode()
    yield plain
    yield json.dumps(secret).strip('"').encode()
    yield plain.hex().encode()
    yield base64.b64encode(plain[: len(plain) // 3 * 3])


def _dump(database_url: str) -> Iterator[bytes]:
    if database_url.startswith("sqlite"):
        name = Path(database_url.removeprefix("sqlite:///"))
        files = sorted(name.parent.glob(f"{name.name}*"))
        assert any(file.name.endswith("-wal") for file in files)
        yield from (file.read_bytes() for file in files)
        return
    address = database_url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(address) as connection:  # the same lines as pg_dump writes
        wanted = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        for (table,) in connection.execute(wanted).fetchall():
            with connection.cursor().copy(f'COPY "{table}" TO STDOUT') as lines:  # type: ignore[arg-type] # names of our own
                yield from map(bytes, lines)
