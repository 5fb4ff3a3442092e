"""Somebody who makes lawful moves at random, with a clock that jumps."""

import random
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import Any

from api.cases.legal import FOUR_EYES, lawful_moves
from api.cases.repository import by_number
from api.cases.states import is_open
from api.cases.tables import CaseRow
from api.chasing.service import chase, open_chases
from api.clock.ticker import sweep
from api.contract.codes import Hazard, Kind, Move, Platform, Severity, State
from api.contract.desk import LawfulMove, MoveRequest
from api.contract.models import ChannelRef, Facts, Supplement, Withdrawal
from api.desk.moving import move_case
from api.intake.filing import Filer, file_once
from api.intake.telling import supplement, withdraw
from api.kit.errors import Conflict, Forbidden, Refusal
from api.kit.work import Work, Works
from api.people.rights import may_see
from api.people.tables import Officer
from api.verify import faults
from knowledge.cities.city import City
from tests.fakes.clock import SettableClock
from tests.fakes.filing import LIN, complaint, filing, report

STAFF = (
    ("ft1", "SZ-FT", ["handler"]),
    ("ft2", "SZ-FT-008", ["handler"]),
    ("fthead", "SZ-FT", ["supervisor", "approver"]),
    ("ns1", "SZ-NS", ["handler"]),
    ("ba1", "SZ-BA", ["handler"]),
    ("bahead", "SZ-BA", ["supervisor", "approver"]),
    ("intake", "SZ-DISPATCH", ["handler"]),
    ("duty", "SZ", ["handler", "duty"]),
    ("head", "SZ", ["supervisor", "approver"]),
)
_FORWARD = (1, 5, 30, 60, 6 * 60, 24 * 60, 3 * 24 * 60, 10 * 24 * 60, 40 * 24 * 60)
_EXPECTED = frozenset(
    {
        "ground_not_met",
        "not_extendable",
        "unknown_earlier",
        "other_reporter",
        "decided_already",
        "not_superior",
        "own_request",
    }
)
"""Refusals of a move that the table allows: what it names does not fit."""


_OFTEN = {
    Move.suspect_accident: 0.03,
    Move.confirm_accident: 6.0,
    Move.notify_health: 6.0,
    Move.report_accident: 6.0,
    Move.end_accident: 9.0,
    Move.send_back: 0.4,
    Move.complainant_agrees: 3.0,
    Move.respondent_agrees: 3.0,
    Move.delegate: 5.0,
    Move.fix_term: 5.0,
    Move.reply: 0.4,
    Move.supervise: 0.5,
    Move.override: 4.0,
    Move.note: 0.3,
}
"""How likely a move is beside the others; accidents page a lot until they are dealt with."""


class Walk:
    """A city's desk under random, lawful work."""

    def __init__(
        self, works: Works, city: City, filer: Filer, clock: SettableClock, seed: int
    ) -> None:
        self._works, self._city, self._filer, self._clock = works, city, filer, clock
        self._random = random.Random(seed)  # noqa: S311 - the walk must be repeatable
        self._keys = iter(range(10**9))
        self.moves: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        with works.write() as work:
            for login, office, roles in STAFF:
                officer = Officer(
                    id=login,
                    login=login,
                    name=login,
                    office=office,
                    roles=roles,
                    password_hash="!",
                )
                work.session.add(officer)
        self._open: list[str] = []
        self._over: list[str] = []

    @property
    def made(self) -> int:
        return sum(self.moves.values())

    def run(self, moves: int, check_every: int) -> list[str]:
        """Make so many lawful moves; the first faults found, or none."""
        next_check = check_every
        while self.made < moves:
            self._step()
            if self.made >= next_check:
                next_check += check_every
                if found := self.faults():
                    return found
        return self.faults()

    def faults(self) -> list[str]:
        with self._works.read() as work:
            return list(faults(work))

    def _step(self) -> None:
        roll = self._random.random()
        if len(self._open) < 6 or (roll < 0.08 and len(self._open) < 25):
            self._file()
        elif roll < 0.12:
            self._citizen()
        elif roll < 0.24:
            self._jump()
        else:
            self._move()

    def _jump(self) -> None:
        """Mostly on, by anything from a minute to a month; now and then a little back."""
        if self._random.random() < 0.05:
            self._clock.advance(seconds=-self._random.randint(1, 90))
        else:
            self._clock.advance(minutes=self._random.choice(_FORWARD) * self._random.random())
        # As after downtime: one or several tickers, or none for a while.
        for _ in range(self._random.choice((0, 1, 1, 2))):
            sweep(self._works, "a")
            chase(self._works)

    def _file(self) -> None:
        pick = self._random.random()
        who = ChannelRef(platform=Platform.web, address=f"walker-{self._random.randrange(4)}")
        ill = {"hazard": Hazard.poisoning, "emergency": pick < 0.05, "severity": Severity.general}
        place = self._random.choice(
            (
                Facts(merchant="老陈记", division="440304"),
                Facts(food="香肠"),
                Facts(division="440305"),
            )
        )
        matters = {
            0: (complaint(),),
            1: (report(facts=place),),
            2: (complaint(), report()),
            3: (report(kind=Kind.tip, facts=place),),
            4: (report(kind=Kind.query),),
            5: (report(kind=Kind.suggestion),),
            6: (report(facts=place, **ill),),
        }[self._random.choices(range(7), (6, 5, 3, 1, 1, 1, 1))[0]]
        named = any(m.kind is Kind.complaint for m in matters) or pick < 0.5
        request = filing(*matters, channel=who, reporter=LIN if named else None)
        self._open += [case.number for case in file_once(self._works, self._filer, request)[0]]

    def _citizen(self) -> None:
        number = self._random.choice(self._open)
        for n in range(4):
            channel = ChannelRef(platform=Platform.web, address=f"walker-{n}")
            common = {"key": f"c{next(self._keys)}", "channel": channel, "at": self._clock()}
            with suppress(Refusal), self._works.write() as work:
                if self._random.random() < 0.2:
                    withdraw(work, number, Withdrawal.model_validate(common))
                else:
                    supplement(work, number, Supplement.model_validate(common))
        self._sort(number)

    def _move(self) -> None:
        over = self._over and self._random.random() < 0.06
        number = self._random.choice(self._over if over else self._open)
        with self._works.write() as work:
            case = self._case(work, number)
            choices = [
                (officer, lawful)
                for officer in self._officers(work)
                if may_see(officer, case, self._city)
                for lawful in lawful_moves(case, officer.roles)
                if not (lawful.move in FOUR_EYES and officer.id == case.handler_id)
            ]
            if not choices:
                return
            # Each move as likely as another, whoever may make it.
            named = sorted({lawful.move for _, lawful in choices})
            move = self._random.choices(named, [_OFTEN.get(m, 1.0) for m in named])[0]
            who, lawful = self._random.choice([c for c in choices if c[1].move == move])
            officer_id, request = who.id, self._request(work, case, lawful)
        self._make(number, officer_id, request)

    def _make(self, number: str, officer_id: str, request: MoveRequest) -> None:
        try:
            with self._works.write() as work:
                officer = work.session.get_one(Officer, officer_id)
                move_case(work, self._city, officer, number, request)
        except (Conflict, Forbidden, Refusal) as refusal:
            self.refused[refusal.code] += 1
            if refusal.code not in _EXPECTED:
                raise
            return
        self.moves[request.move] += 1
        self._sort(number)

    def _sort(self, number: str) -> None:
        """Keep apart the cases that wait for nothing; the oldest of them are left alone."""
        with self._works.read() as work:
            open_now = is_open(self._case(work, number))
            waits = open_now or bool(open_chases(work, self._case(work, number).id))
        here, there = (self._open, self._over) if waits else (self._over, self._open)
        if number in there:
            there.remove(number)
            here.append(number)
        del self._over[:-40]

    def _request(self, work: Work, case: CaseRow, lawful: LawfulMove) -> MoveRequest:
        offices = ["SZ-FT", "SZ-NS", "SZ-BA", "SZ-FT-008", "SZ-DISPATCH"]
        elsewhere = [code for code in offices if code != case.office]
        fields: dict[str, Any] = {
            "ground": self._random.choice(lawful.grounds).code if lawful.grounds else None,
            "text": "办理说明",
            "office": self._random.choice(elsewhere),
            "on": (self._clock() + timedelta(days=self._random.randint(1, 30))).date(),
            "case": self._earlier(work, case),
            "amount": 268,
        }
        key = f"k{next(self._keys)}"
        return MoveRequest(move=lawful.move, key=key, anyway=True, override=True, **fields)

    def _earlier(self, work: Work, case: CaseRow) -> str:
        reports = [
            number
            for number in self._open
            if number != case.number
            and (other := self._case(work, number)).kind in {"report", "tip"}
            and other.state == State.received
        ]
        return self._random.choice(reports or [case.number])

    def _case(self, work: Work, number: str) -> CaseRow:
        case = by_number(work, number)
        assert case is not None
        return case

    def _officers(self, work: Work) -> list[Officer]:
        return [work.session.get_one(Officer, login) for login, _, _ in STAFF]
