"""Fills a database with very many cases, as years of an office leave them.

Everything is written as the product writes it (sealed, chained, searchable), only in bulk.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import col, select

from api.cases.chain import GENESIS, chain_hash
from api.cases.facts import division_of, trader_key
from api.cases.search import codes_of
from api.cases.tables import CaseRow, DayCounter, Event, Link, Origin, SearchRow
from api.cases.words import facets, words_in, words_of_facts
from api.clock.tables import ClockRow
from api.contract.codes import Hazard, Kind, Setting, Severity
from api.kit.database import Database
from api.kit.keys import Keyring
from api.outbox.tables import OutboxRow
from api.people.tables import CaseKey, Channel, Officer, Reporter
from knowledge.cities.city import City
from knowledge.cities.schema import Level, Office

NOW = datetime(2026, 11, 26, 3, 30, tzinfo=UTC)
_BATCH = 2000
_FIRST = (
    *("老陈", "海味", "向阳", "福临", "金谷", "小郡肝", "川渝", "湘里"),
    *("潮香", "顺德", "鲜汇", "百味", "明记", "阿婆", "大碗", "蜀香"),
)
_SECOND = (
    *("牛肉火锅", "烧腊店", "生鲜超市", "面馆", "烘焙坊"),
    *("奶茶店", "农庄", "海鲜酒楼", "便利店", "粥铺"),
)
_STREETS = (
    *("景田北街", "莲花路", "梅林路", "新洲路", "创业二路"),
    *("宝民一路", "龙翔大道", "爱南路", "海月路", "文锦路"),
)
_FOODS = ("毛肚", "牛奶", "面包", "鸡腿", "豆腐", "酸奶", "生蚝", "卤味", "蛋糕", "米线")
_SAID = (
    "已电话联系商家核实情况",
    "现场检查发现后厨地面有积水",
    "商家愿意退款并当面道歉",
    "抽样送检等待结果",
    "进货台账齐全未发现问题",
)
_RULES = {Kind.complaint: ("C01", "H02"), Kind.report: ("R01", "H02")}
_VERSIONS = {"C01": "C01@2026-04-15", "R01": "R01@2022-11-01", "H02": "H02@2021-12-15"}


@dataclass
class _Rows:
    """Rows that wait to be written, by table, in the order tables depend on each other."""

    tables: dict[Any, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: Any, **row: Any) -> None:
        self.tables.setdefault(table, []).append(row)

    def write(self, database: Database) -> None:
        with database.write() as session:
            for table in _ORDER:
                if rows := self.tables.get(table):
                    session.execute(insert(table), rows)
        self.tables.clear()


_ORDER = (
    Officer, CaseRow, CaseKey, Origin, Reporter, Channel, Event, ClockRow, OutboxRow, SearchRow,
    Link, DayCounter,
)  # fmt: skip


class Many:
    """Makes the cases of a city; the same seed gives the same ones."""

    def __init__(self, database: Database, keys: Keyring, city: City, *, open_: int, closed: int):
        self._database, self._keys, self._city = database, keys, city
        self._open, self._closed = open_, closed
        self._dice = random.Random(7)  # noqa: S311 - invents cases
        self._rows = _Rows()
        self._numbers: dict[str, int] = {}
        self._events = 0

    def fill(self) -> None:
        """Write the officers, then the cases, oldest first."""
        offices = [o for o in self._city.offices if o.level in {Level.street, Level.district}]
        handlers = self._officers(offices)
        total = self._open + self._closed
        for n in range(total):
            left = total - n
            share = self._open / max(left, 1) if n >= self._closed // 2 else 0.0
            is_open = self._open > 0 and (self._dice.random() < share or left <= self._open)
            self._open -= is_open
            age = timedelta(days=900 * (1 - n / total) ** 1.5 + 0.01)
            office = self._dice.choice(offices)
            age = min(age, timedelta(days=90)) if is_open else age
            self._case(n, NOW - age, office, handlers, is_open=is_open)
            if n % _BATCH == _BATCH - 1:
                self._rows.write(self._database)
        for prefix, value in self._numbers.items():
            self._rows.add(DayCounter, prefix=prefix, value=value)
        self._rows.write(self._database)
        self._settle()

    def _officers(self, offices: list[Office]) -> dict[str, list[str]]:
        made: dict[str, list[str]] = {}
        for office in offices:
            for n in (1, 2):
                who = f"h-{office.code}-{n}"
                made.setdefault(office.code, []).append(who)
                self._rows.add(
                    Officer, id=who, login=who, name=f"经办{office.code}{n}", office=office.code,
                    roles=["handler"], password_hash="x",
                )  # fmt: skip
        return made

    def _case(
        self, n: int, at: datetime, office: Office, handlers: dict[str, list[str]], *,
        is_open: bool,
    ) -> None:  # fmt: skip
        dice, case_id = self._dice, f"{n:032x}"
        kind = dice.choice((Kind.complaint, Kind.complaint, Kind.report))
        prefix = f"SZ-{at:%Y%m%d}"
        self._numbers[prefix] = self._numbers.get(prefix, 0) + 1
        division = dice.choice(self._city.districts)
        facts = {
            "merchant": f"{dice.choice(_FIRST)}{dice.choice(_SECOND)}{dice.randint(1, 60)}分店",
            "place": f"{dice.choice(_STREETS)}{dice.randint(1, 300)}号",
            "district": division.full_name,
            "division": division.official,
            "food": dice.choice(_FOODS),
            "amount": dice.randint(5, 900),
            "demand": ["refund"],
        }
        handler = None if is_open and dice.random() < 0.03 else dice.choice(handlers[office.code])
        two_sided = n % 20 in (0, 1)
        case = {
            "id": case_id,
            "number": f"{prefix}-{self._numbers[prefix]:04d}",
            "filing_key": f"f{n - n % 2 if two_sided else n}",
            "kind": (Kind.complaint if n % 2 == 0 else Kind.report) if two_sided else kind,
            "hazard": dice.choice(list(Hazard)),
            "further_hazards": [],
            "setting": dice.choice(list(Setting)),
            "severity": dice.choice((Severity.daily, Severity.daily, Severity.general)),
            "emergency": is_open and dice.random() < 0.004,
            "agency": "market_regulation",
            "facts": facts,
            "division": division_of(facts),
            "trader_key": trader_key(facts),
            "two_sided": two_sided,
            "anonymous": False,
            "received_at": at,
            "lexicon_version": "1",
            "state": "received" if is_open else "closed",
            "ended_at": None if is_open else at + timedelta(days=9),
            "office": office.code,
            "handler_id": handler,
            "asked_at": at if is_open and dice.random() < 0.1 else None,
            "marks": [],
        }
        case["urgent"] = case["emergency"]
        if two_sided and n % 2:
            before = f"{n - 1:032x}"
            self._rows.add(Link, case_id=case_id, other_id=before)
            self._rows.add(Link, case_id=before, other_id=case_id)
        self._people(case_id, n)
        said = self._thread(case, is_open=is_open)
        dues = self._clocks(case, is_open=is_open)
        case["first_due_at"] = dues[0] if dues else None
        case["soonest_at"] = min(dues, default=None)
        self._rows.add(CaseRow, **case)
        words = said | words_of_facts(case["number"], facts) | facets(codes_of(CaseRow(**case)))
        self._rows.add(SearchRow, id=n + 1, case_id=case_id, words=words, said=said)

    def _people(self, case_id: str, n: int) -> None:
        self._wrapped = self._keys.new_key()
        text = "昨晚在这家店吃饭，菜里吃出异物，我叫林晓，电话13800138000，要求退款和查处。"
        said = {"id": "m1", "at": NOW.isoformat(), "text": text, "from_citizen": True, "photos": 0}
        why = {"rule": "hz.x", "decides": "hazard:foreign_object", "weight": 0.9, "span": [9, 14]}
        origin = {"messages": [said] * 6, "understanding": {"why": [why] * 5, "confidence": 0.8}}
        person = {
            "name": "林晓",
            "phone": f"138{n:08d}",
            "address": "福田区景田街1号",
            "earlier": [],
        }
        self._rows.add(CaseKey, case_id=case_id, wrapped=self._wrapped)
        self._rows.add(Origin, case_id=case_id, sealed=self._sealed(case_id, origin, "origin"))
        self._rows.add(
            Reporter, case_id=case_id, sealed=self._sealed(case_id, person, "reporter"),
            phone_blind=f"p{n // 3}",
        )  # fmt: skip
        self._rows.add(
            Channel, case_id=case_id, platform="web", sealed=self._sealed(case_id, "c", "channel"),
            blind=f"c{n // 3}", receipt_blind=f"r{n}", dead=False,
        )  # fmt: skip

    def _thread(self, case: dict[str, Any], *, is_open: bool) -> frozenset[str]:
        at, handler = case["received_at"], case["handler_id"]
        given = {"office": case["office"], "handler": handler, "handler_reason": "在办最少。"}
        told: list[tuple[str, str, dict[str, Any], str | None]] = [
            ("opened", "citizen", {"number": case["number"]}, "菜里吃出异物，要求退款。"),
            ("assigned", "system", given, None),
        ]
        by = f"officer:{handler}"
        if not is_open:
            notes = self._dice.sample(_SAID, 2)
            told += [("noted", by, {}, notes[0]), ("accepted", by, {}, None)]
            told += [("settled", by, {}, notes[1]), ("closed", by, {}, "已办结，商家已退款。")]
        elif handler and self._dice.random() < 0.5:
            told.append(("noted", by, {}, self._dice.choice(_SAID)))
        before, said = GENESIS, frozenset[str]()
        for no, (kind, actor, data, text) in enumerate(told, start=1):
            sealed = None if text is None else self._sealed(case["id"], text, "event")
            row = {
                "case_id": case["id"], "no": no, "kind": kind, "at": at + timedelta(hours=no - 1),
                "actor": actor, "data": data, "sealed": sealed, "key": None,
            }  # fmt: skip
            before = chain_hash(Event(**row, hash=""), before)
            self._events += 1
            self._rows.add(Event, id=self._events, **row, hash=before)
            said |= words_in(text) if text and actor == by else frozenset()
            if kind == "assigned" and handler:
                self._notice(case["id"], handler, at)
        case["last_event"], case["last_hash"] = len(told), before
        return said

    def _notice(self, case_id: str, handler: str, at: datetime) -> None:
        seen = at if self._dice.random() < 0.97 else None
        self._rows.add(
            OutboxRow, id=f"o{self._events}", event_id=self._events, case_id=case_id,
            recipient=f"officer:{handler}", template="assigned", platform="desk", sealed=b"x",
            created_at=at, next_try_at=at, attempts=0, done_at=seen, read_at=seen,
        )  # fmt: skip

    def _clocks(self, case: dict[str, Any], *, is_open: bool) -> list[datetime]:
        dues: list[datetime] = []
        for rule in _RULES[Kind.report if case["kind"] == Kind.report else Kind.complaint]:
            due = case["received_at"] + timedelta(days=7)
            if is_open:
                due = NOW + timedelta(hours=self._dice.uniform(-40, 400))
                dues.append(due)
            self._rows.add(
                ClockRow, case_id=case["id"], rule=rule, limit_version=_VERSIONS[rule],
                started_at=case["received_at"], pauses=[], due_at=due, due_on=due.date(),
                provisional=False, statutory=rule != "H02", roll="statutory_only", extensions=0,
                stopped_at=None if is_open else case["received_at"] + timedelta(days=3),
                next_alarm="due" if is_open else None, next_alarm_at=due if is_open else None,
                breached_at=None,
            )  # fmt: skip
        return dues

    def _sealed(self, case_id: str, value: Any, what: str) -> bytes:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return self._keys.seal(self._wrapped, text.encode(), f"{case_id}/{what}")

    def _settle(self) -> None:
        """As the databases are after a night's rest."""
        if self._database.is_sqlite:
            with self._database.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        engine = self._database.engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for sequence in ("search_row", "event", "clock_row"):
                last = f"SELECT max(id) FROM {sequence}"  # noqa: S608 - of our own three
                connection.exec_driver_sql(f"SELECT setval('{sequence}_id_seq', ({last}))")
            connection.exec_driver_sql("VACUUM ANALYZE")


def numbers(database: Database, *, every: int, state: str) -> Iterator[str]:
    """Every so many-th case number of a state."""
    with database.read() as session:
        wanted = select(CaseRow.number).where(CaseRow.state == state).order_by(col(CaseRow.id))
        yield from list(session.exec(wanted))[::every]
