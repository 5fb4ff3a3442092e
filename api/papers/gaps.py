"""What fills the gaps of a form: the facts of a case, in words."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from api.cases.events import EventKind
from api.cases.repository import evidence_count
from api.cases.tables import CaseRow
from api.cases.thread import Entry
from api.contract.codes import LABELS, Demand, Hazard, Kind, Mark, Setting
from api.contract.models import Facts, Reporter
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work
from knowledge.cities.city import City
from knowledge.cities.schema import Level
from knowledge.forms import load_grounds, mark_words

BLANK = "＿＿＿＿＿＿"
_RESULTS = frozenset({EventKind.not_filed, EventKind.concluded, EventKind.closed})


def gaps(
    work: Work, city: City, case: CaseRow, entries: Sequence[Entry], entry: Entry
) -> dict[str, str]:
    """Words for every gap; `entry` is the event that the form is made out for."""
    data = entry.data
    return {
        **_facts(case),
        "blank": BLANK,
        "number": case.number,
        "kind": LABELS[Kind(case.kind)],
        "received": _moment(case.received_at),
        "received_on": _day(case.received_at.astimezone(LEGAL_ZONE).date()),
        "office": _office(city, case),
        "text": entry.text or "",
        "ground": _word(data.get("ground_text")),
        "until": _set_day(data.get("on")),
        "accepted_on": _of(entries, EventKind.accepted),
        "agreement": _last_text(entries, {EventKind.settled}),
        "result": _result(entries),
        "evidence": f"{evidence_count(work, case.id)} 份",
        "side": "、".join(
            mark_words()[mark] for mark in (Mark.by_agent, Mark.joint) if mark in case.marks
        ),
        **_accident(city, data, entry),
    }


def people(reporter: Reporter | None) -> dict[str, str]:
    """The gaps that name the reporter, from an identity as whoever asks may see it."""
    known = reporter or Reporter()
    return {
        "reporter": known.name or ("匿名" if reporter is None else ""),
        "phone": known.phone or "",
        "address": known.address or "",
    }


def _facts(case: CaseRow) -> dict[str, str]:
    facts = Facts.model_validate(case.facts)
    place = " ".join(part for part in (facts.district, facts.place) if part)
    return {
        "trader": facts.merchant or "",
        "trader_address": facts.merchant_address or place,
        "place": place,
        "when": facts.when or "",
        "food": facts.food or "",
        "amount": f"{facts.amount:g} 元" if facts.amount is not None else "",
        "hazard": LABELS[Hazard(case.hazard)] if case.hazard else "",
        "setting": LABELS[Setting(case.setting)],
        "demand": "、".join(LABELS[Demand(one)] for one in facts.demand),
        "people_ill": f"{facts.people_ill} 人" if facts.people_ill else "",
    }


def _accident(city: City, data: Mapping[str, object], entry: Entry) -> dict[str, str]:
    reasons, similar = data.get("reason_words"), data.get("similar")
    grade = next(
        (g.text for g in load_grounds()["F14"].grounds if g.code == data.get("grade")), ""
    )
    event = "已达到突发公共卫生事件信息报告起点" if data.get("public_health_event") else ""
    duty = city.about.duty
    return {
        "suspected": _moment(entry.at),
        "reasons": "；".join(map(str, reasons)) if isinstance(reasons, list) else "",
        "similar": "、".join(map(str, similar)) if isinstance(similar, list) else "",
        "thresholds": "；".join(part for part in (event, grade and f"参考分级：{grade}") if part),
        "duty": f"{city.office(duty.office).name}值班室　{duty.phone}",
    }


def _office(city: City, case: CaseRow) -> str:
    """In whose name it is written: a sub-office acts in that of its district (R15)."""
    office = city.office(case.office) if case.office else city.fallback
    above = city.parent(office)
    return above.name if office.level is Level.street and above else office.name


def _of(entries: Sequence[Entry], kind: EventKind) -> str:
    found = [entry for entry in entries if entry.kind is kind]
    return _day(found[-1].at.astimezone(LEGAL_ZONE).date()) if found else ""


def _last_text(entries: Sequence[Entry], kinds: set[EventKind]) -> str:
    return next((e.text for e in reversed(entries) if e.kind in kinds and e.text), "")


def _result(entries: Sequence[Entry]) -> str:
    said = []
    for entry in entries:
        if entry.kind in _RESULTS:
            ground = _word(entry.data.get("ground_text"))
            decision = f"不予立案。理由：{ground}。" if entry.kind is EventKind.not_filed else ""
            said.append(f"{decision}{entry.text or ''}")
    return "\n".join(dict.fromkeys(one for one in said if one))


def _set_day(value: object) -> str:
    return _day(date.fromisoformat(value)) if isinstance(value, str) else ""


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def _moment(at: datetime) -> str:
    local = at.astimezone(LEGAL_ZONE)
    return f"{_day(local.date())} {local:%H:%M}"


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""
