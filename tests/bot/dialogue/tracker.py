"""A tracker in memory that answers requests as the real one does, for the pure dialogue."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from api.contract.client import TrackerError, TrackerUnreachableError
from api.contract.codes import Kind, State, Template, TipStanding, VolunteerStanding
from api.contract.delivery import Notice
from api.contract.models import CaseView, Conversion, Deadline, Matter, Receipt, Reporter
from api.contract.privacy import Erasure, Outcome, Stored, StoredCase
from api.contract.proof import SignedFiling
from api.contract.understood import UnderstandRequest, Understood
from api.contract.volunteers import Membership, TipOut, VolunteerOut
from bot.dialogue import (
    AddToCase,
    AskProgress,
    EraseMine,
    FileCases,
    JoinVolunteers,
    LeaveVolunteers,
    ListMine,
    MyTips,
    RateCase,
    ReadParts,
    Request,
    ShowReceipts,
    ShowStored,
    TakeBack,
)
from bot.dialogue.requests import Erased, Proofs
from bot.root.reading import read_messages
from knowledge.cities.load import load_city

RECEIVED = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
CODE = "K7QM-2F9D-XW4T-8HPA"
_CLOCKS = {
    Kind.complaint: ("C01", "投诉受理决定与告知", date(2026, 12, 1), "收到次日起 7 个工作日"),
    Kind.report: ("R01", "举报核查与立案决定", date(2026, 12, 11), "收到次日起 15 个工作日"),
}
Result = (
    Receipt
    | CaseView
    | Sequence[CaseView]
    | tuple[Understood, ...]
    | Membership
    | Stored
    | Erased
    | Proofs
    | TrackerError
)
_ENDS = {
    Template.closed: State.closed,
    Template.refused: State.refused,
}


class MemoryTracker:
    """Keeps cases by number and filings by key; `fails` breaks the next request."""

    def __init__(self) -> None:
        self.cases: dict[str, CaseView] = {}
        self.filings: dict[str, Receipt] = {}
        self.requests: list[Request] = []
        self.said: dict[str, list[str]] = {}
        self.rated: dict[str, list[str]] = {}
        self.erased: dict[str, Outcome] = {}
        self.fails: str | None = None
        self.volunteer: VolunteerOut | None = None
        self.tips: dict[str, TipStanding] = {}

    def perform(self, request: Request) -> Result:
        self.requests.append(request)
        if self.fails is not None:
            return self._failure()
        if isinstance(request, JoinVolunteers | MyTips | LeaveVolunteers):
            return self._of_volunteer(request)
        if isinstance(request, ShowStored | EraseMine | ShowReceipts):
            return self._of_own_data(request)
        return self._done(request)

    def _done(
        self,
        request: FileCases | AddToCase | TakeBack | RateCase | ReadParts | ListMine | AskProgress,
    ) -> Result:
        match request:
            case FileCases():
                return self._file(request)
            case AddToCase() | TakeBack():
                return self._change(request)
            case RateCase():
                return self._rate(request)
            case AskProgress():
                return self._progress(request)
            case ReadParts():
                return tuple(_read(part, request) for part in request.parts)
            case ListMine():
                views = reversed(self.cases.values())
                return [v for v in views if v.open or not request.body.open_only]

    def _of_volunteer(self, request: JoinVolunteers | MyTips | LeaveVolunteers) -> Membership:
        match request:
            case JoinVolunteers():
                kind = request.body.kind
                self.volunteer = VolunteerOut(standing=VolunteerStanding.pending, kind=kind)
            case LeaveVolunteers():
                self.volunteer, self.tips = None, {}
            case MyTips():
                pass
        return self._membership()

    def _of_own_data(
        self, request: ShowStored | EraseMine | ShowReceipts
    ) -> Stored | Erased | Proofs:
        match request:
            case ShowStored():
                return Stored(
                    cases=tuple(self._stored(view) for view in self.cases.values()),
                    basis="《个人信息保护法》第十三条",
                    right="《个人信息保护法》第四十五条",
                )
            case ShowReceipts():
                return Proofs(filings=tuple(map(_proof, reversed(self.filings.items()))))
            case EraseMine():
                wished = [
                    view
                    for view in self.cases.values()
                    if request.body.number in {None, view.number}
                ]
                done = tuple(
                    Erasure(
                        number=view.number,
                        outcome=self._outcome(view),
                        article="《个人信息保护法》第四十七条",
                    )
                    for view in wished
                )
                self.erased |= {one.number: one.outcome for one in done}
                for one in done:
                    if one.outcome is Outcome.identity_removed:
                        known = self.cases[one.number]
                        self.cases[one.number] = known.model_copy(update={"anonymous": True})
                return Erased(cases=done)

    def _outcome(self, view: CaseView) -> Outcome:
        if view.number in self.erased and not view.open:
            return Outcome.already
        if not view.open:
            return Outcome.restricted
        named = view.kind is Kind.report and not view.anonymous
        return Outcome.identity_removed if named else Outcome.after_end

    def _stored(self, view: CaseView) -> StoredCase:
        return StoredCase(
            number=view.number,
            kind=view.kind,
            state=view.state,
            open=view.open,
            received_at=view.received_at,
            identity=None if view.anonymous else Reporter(name="林*", phone="138****8000"),
            messages=len(self.said[view.number]),
            photos=view.evidence,
            level=None,
            wish=self._outcome(view),
        )

    def _membership(self) -> Membership:
        told = tuple(
            TipOut(number=number, at=RECEIVED, standing=one) for number, one in self.tips.items()
        )
        valid = sum(one.standing is TipStanding.valid for one in told)
        return Membership(volunteer=self.volunteer, tips=told, total=len(told), valid=valid)

    def ended(self, notice: Notice) -> None:
        """What an officer's move did to the case, if it ended it, and to the volunteer."""
        self.volunteer = notice.volunteer or self.volunteer
        if notice.tip is not None and notice.number in self.tips:
            self.tips[notice.number] = notice.tip
        state = _ENDS.get(notice.template)
        if state is not None and notice.number in self.cases:
            view = self.cases[notice.number]
            self.cases[notice.number] = view.model_copy(update={"state": state, "open": False})

    def _failure(self) -> TrackerError:
        broken, self.fails = self.fails, None
        if broken == "unreachable":
            return TrackerUnreachableError(503, "unreachable", "ConnectError")
        if broken == "too_many":
            return TrackerError(
                429, "too_many_tips", "这一小时已经收了您 12 条线索，请稍后再提交。"
            )
        return TrackerError(422, "refused", "这个案件不符合要求。")

    def _file(self, request: FileCases) -> Receipt | TrackerError:
        body = request.body
        known = body.reporter
        complains = any(matter.kind is Kind.complaint for matter in body.matters)
        if complains and not (known and known.name and known.phone and known.address):
            return TrackerError(422, "identity_needed", "投诉需要真实姓名、联系电话和联系地址。")
        if body.key not in self.filings and body.converts is not None:
            self.filings[body.key] = self._convert(request, body.converts)
        if body.key not in self.filings:
            opened = tuple(self._open(matter, request) for matter in body.matters)
            credit = self.volunteer.standing if body.tip and self.volunteer else None
            if credit is VolunteerStanding.approved:
                self.tips |= {view.number: TipStanding.checking for view in opened}
            self.filings[body.key] = Receipt(cases=opened, receipt_code=CODE, credit=credit)
        return self.filings[body.key]

    def _convert(self, request: FileCases, earlier: Conversion) -> Receipt:
        """As `api.intake.converting`: the same case, of another kind."""
        view, (matter, *_) = self.cases[earlier.number], request.body.matters
        new = matter.facts.model_dump(exclude_none=True, exclude_defaults=True)
        changes: dict[str, object] = {
            "kind": matter.kind,
            "hazard": matter.hazard or view.hazard,
            "deadlines": deadlines(matter.kind),
            "facts": type(view.facts).model_validate(view.facts.model_dump() | new),
            "anonymous": False,
            "evidence": len(request.body.evidence),
        }
        self.cases[view.number] = view.model_copy(update=changes)
        since = request.body.messages[earlier.told :]
        self.said[view.number] += [said.text for said in since]
        return Receipt(cases=(self.cases[view.number],), receipt_code=CODE)

    def _open(self, matter: Matter, request: FileCases) -> CaseView:
        number = f"SZ-20261121-{len(self.cases) + 1:04d}"
        view = CaseView(
            number=number,
            kind=matter.kind,
            hazard=matter.hazard,
            further_hazards=matter.further_hazards,
            setting=matter.setting,
            severity=matter.severity,
            emergency=matter.emergency,
            state=State.received,
            open=True,
            office="福田监管局景田所",
            received_at=RECEIVED,
            deadlines=deadlines(matter.kind),
            facts=matter.facts,
            anonymous=request.body.reporter is None,
            evidence=len(request.body.evidence),
        )
        self.cases[number] = view
        self.said[number] = [said.text for said in request.body.messages]
        return view

    def _change(self, request: AddToCase | TakeBack) -> CaseView | TrackerError:
        view = self.cases.get(request.number)
        if view is None:
            return TrackerError(404, "unknown_case", "没有找到这个编号的案件。")
        if not view.open and isinstance(request, TakeBack):
            return TrackerError(409, "closed", "这个案件已经办结，不能再补充。")
        if isinstance(request, TakeBack):
            changes: dict[str, object] = {"state": State.withdrawn, "open": False}
        else:
            self.said[request.number].append(request.body.text)
            more = request.body.facts
            new = more.model_dump(exclude_none=True, exclude_defaults=True) if more else {}
            new = new if view.open else {}
            facts = type(view.facts).model_validate(view.facts.model_dump() | new)
            changes = {"facts": facts, "evidence": view.evidence + len(request.body.evidence)}
        self.cases[request.number] = view.model_copy(update=changes)
        return self.cases[request.number]

    def _rate(self, request: RateCase) -> CaseView | TrackerError:
        view = self.cases.get(request.number)
        if view is None:
            return TrackerError(404, "unknown_case", "没有找到这个编号的案件。")
        if view.open:
            return TrackerError(409, "still_open", "这个案件还在办理，办结后再请您评价。")
        wish = "申请重办" if request.body.rework else str(request.body.score)
        self.rated.setdefault(view.number, []).append(wish)
        self.said[view.number] += [request.body.text] if request.body.text else []
        return view

    def _progress(self, request: AskProgress) -> list[CaseView] | TrackerError:
        view = self.cases.get(request.body.number)
        if view is None or request.body.receipt_code.replace("-", "") != CODE.replace("-", ""):
            return TrackerError(404, "unknown_case", "编号和查询码对不上，请核对后再试。")
        return [view]


def _proof(filing: tuple[str, Receipt]) -> SignedFiling:
    key, receipt = filing
    numbers = tuple(view.number for view in receipt.cases)
    return SignedFiling(numbers=numbers, token=f"JIESU1.{key[-8:]}", link="")


def _read(part: str, request: ReadParts) -> Understood:
    reader = read_messages(load_city("shenzhen"))
    return reader.understand(UnderstandRequest(text=part, at=request.message.at))


def deadlines(kind: Kind) -> tuple[Deadline, ...]:
    """The clocks that run from the first day for a kind."""
    if kind not in _CLOCKS:
        return ()
    rule, name, due, how = _CLOCKS[kind]
    return (
        Deadline(
            rule=rule,
            name=name,
            article="《市场监督管理投诉举报处理办法》第十五条",
            due_on=due,
            due_at=datetime(due.year, due.month, due.day, 15, 59, 59, tzinfo=UTC),
            provisional=False,
            statutory=True,
            explanation=how,
        ),
    )
