"""What a message means, and all that can be said to it at once, as the bots get it."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from api.assignment.area import competent_elsewhere, outside
from api.contract import understood
from api.contract.desk import Registered
from api.contract.models import Reporter
from api.intake.background import background_in, without
from api.intake.called_after import without_namesakes
from api.intake.introduced import as_introduced
from api.intake.placing import Placed, placed
from api.intake.remembered import Remembered
from api.intake.second_look import second_look
from api.intake.traders import Traders
from knowledge.agencies.load import load_agencies
from knowledge.agencies.regions import region_in
from knowledge.answers.load import load_answers
from knowledge.answers.schema import Answer, Source
from knowledge.cities.city import City
from knowledge.codes import Agency, Hazard, Kind
from knowledge.statutes import cite
from nlp.link.registry import Registry
from nlp.match.answers import AnswerIndex, AnswerMatch
from nlp.pipeline import Pipeline
from nlp.report import as_json
from nlp.understanding import FindingKind, Understanding

_ASKING = frozenset({Kind.query, Kind.chat})
_CASES = frozenset({Kind.complaint, Kind.report, Kind.tip})
_CLAUSES = re.compile(r"[，,。；;！!？?\s]+")
_A_CLAUSE, _LAST = 4, 80


_NAMING = frozenset({FindingKind.phone, FindingKind.id_number, FindingKind.person})
_PARTS = {
    FindingKind.person: ("name", 2),
    FindingKind.phone: ("phone", 7),
    FindingKind.address: ("address", 5),
}
"""Which part of an identity it is, and how short such a thing can be."""
_LONGEST = 30
_SURE = 0.7
"""Of a name: it was introduced as one, or stands alone in a short answer."""


class Reader:
    """Understands messages for one city; shared by threads."""

    def __init__(self, city: City, pipeline: Pipeline, registry: Registry | None = None) -> None:
        """Bind the city pack, the pipeline and an imported registry; builds the answer index."""
        self._city = city
        self._home = frozenset(one.official for one in city.districts if city.about.scope)
        self.remembered = Remembered(pipeline.understand)
        self._understand = self.remembered.understand
        self._answers = {answer.id: answer for answer in load_answers()}
        self._index = AnswerIndex(load_answers())
        self._traders = Traders(city, registry)
        hotline = next(iter(city.about.hotlines))
        self._words = {"hotline": hotline.number, "office_hours": city.about.hours.text}

    def understand(self, request: understood.UnderstandRequest) -> understood.Understood:
        """Understand one message at the moment it was written."""
        at = request.at

        def read(text: str) -> Understanding:
            return self._understand(text, at)

        aside = background_in(request.text, read)
        found = second_look(read(without(request.text, aside)), read)
        found = without_namesakes(as_introduced(found), self._home, request.near)
        where = self._with_street(placed(found, request.near, request.district))
        where = self._with_landmark(where, found)
        whole = self._whole(found, request)
        return understood.Understood(
            kinds=found.kinds,
            hazards=found.hazards,
            setting=found.setting,
            severity=found.severity,
            level=found.level,
            emergency=found.emergency,
            agency=found.agency,
            merchant=found.merchant,
            place=found.place,
            district=where.district,
            division=where.division,
            street=where.street,
            area=where.area.code if where.area else None,
            city=where.area.name if where.area else None,
            when=found.when,
            food=found.food,
            people_ill=found.people_ill,
            amount=found.amount,
            demand=found.demand,
            case_no=found.case_no,
            confidence=found.confidence,
            findings=tuple(
                understood.Finding(
                    kind=one.kind, start=one.start, end=one.end, text=one.text, value=one.value
                )
                for one in where.findings
            )
            + tuple(_aside(request.text, *span) for span in aside),
            ruled=ruled(found),
            whole=whole,
            told=request.told if whole else None,
            runner_up=found.runner_up,
            lexicon_version=found.lexicon_version,
            answer=self._answer(found),
            referral=self._referral(found),
            names_agency=any(reason.rule.startswith("agency.") for reason in found.why),
            outside=self._outside(found, where),
            merchants=self._traders.meant_by(found),
            nearby=self._traders.near(request.location),
        )

    def hide(self, text: str, at: datetime) -> str:
        """The text with every phone, identity number and person's name starred out."""
        for one in self._understand(text, at).findings:
            if one.kind in _NAMING:
                text = text[: one.start] + "＊" * (one.end - one.start) + text[one.end :]
        return text

    def named(self, text: str, at: datetime) -> tuple[Reporter, ...]:
        """The names, phones and own addresses that the text gives, one each."""
        found = []
        for one in self._understand(text, at).findings:
            part, shortest = _PARTS.get(one.kind, ("", 0))
            if part and one.score >= _SURE and shortest <= len(one.text) <= _LONGEST:
                found.append(Reporter.model_validate({part: one.text}))
        return tuple(found)

    def registered(self, name: str, district: str | None) -> tuple[Registered, ...] | None:
        """Which traders of the imported registry a name may mean; None without a registry."""
        return self._traders.registered(name, district)

    def explain(self, text: str, at: datetime | None) -> dict[str, Any]:
        """The understanding with its reasons, as it is kept with a case."""
        found = self._understand(text, at)
        return {
            **as_json(found, ""),
            "runner_up": found.runner_up,
            "lexicon_version": found.lexicon_version,
        }

    def _answer(self, found: Understanding) -> understood.Answer | None:
        hazard = found.hazards[0] if found.hazards else None
        if not _ASKING.isdisjoint(found.kinds):
            match = self._index.best(found.text, hazard) or self._of_care(found.text)
        else:  # a story that ends in a question of care
            match = self._of_care(found.text) if found.text.rstrip()[-1:] in "?？" else None
        if match is None:
            return None
        return _told(self._answers[match.answer_id], match.score, self._words)

    def _whole(
        self, found: Understanding, request: understood.UnderstandRequest
    ) -> tuple[Hazard, ...]:
        """What is wrong by all that was told, where a message tells more of it."""
        if request.told is None or _CASES.isdisjoint(found.kinds) or not found.hazards:
            return ()
        return self._understand(f"{request.told}{request.text}", request.at).hazards

    def _of_care(self, text: str) -> AnswerMatch | None:
        """What is asked about somebody's health at the end of a message that tells more."""
        clauses = [one for one in _CLAUSES.split(text[-_LAST:]) if len(one) >= _A_CLAUSE]
        if len(clauses) < 2:  # noqa: PLR2004 - one clause was looked for already
            return None
        match = self._index.best(clauses[-1], Hazard.poisoning)
        of_care = match and self._answers[match.answer_id].hazard is Hazard.poisoning
        return match if of_care else None

    def _referral(self, found: Understanding) -> understood.Referral | None:
        if Kind.out_of_scope not in found.kinds or found.agency is None:
            return None
        return self._body(found.agency)

    def _body(self, agency: Agency) -> understood.Referral:
        record = load_agencies()[agency]
        who = self._city.about.bodies.get(agency) or record
        return understood.Referral(name=who.name, phone=who.phone, what=record.handles)

    def _with_street(self, where: Placed) -> Placed:
        """沙井 lies in 宝安区, though nobody said so."""
        street = self._city.street(where.street) if where.street and not where.division else None
        district = self._city.district(street.district) if street else None
        if district is None:
            return where
        return where._replace(district=district.name, division=district.official)

    def _with_landmark(self, where: Placed, found: Understanding) -> Placed:
        """车公庙 lies in 福田区, as everybody knows."""
        told = where.district or where.division or where.area
        words = f"{found.place or ''} {found.merchant or ''}"
        named = None if told else self._city.district_around(words)
        if named is None:
            return where
        return where._replace(district=named.name, division=named.official)

    def _outside(self, found: Understanding, where: Placed) -> understood.Referral | None:
        region = region_in(_without_traders(found) if where.district else found.text)
        if region is not None:
            return understood.Referral(name=region.office, phone=region.phone, what=region.name)
        place = where.division or where.district
        if not outside(self._city, place):
            return None
        there = competent_elsewhere(place or "")
        return understood.Referral(name=there.office_name, phone=there.phone, what=there.place)


def _without_traders(found: Understanding) -> str:
    """福田的 of 福田的港岛茶餐厅: a trader is called after Hong Kong, and is in Shenzhen."""
    text = found.text
    for one in found.findings:
        if one.kind is FindingKind.merchant:
            text = re.sub(f"(?<![在去到]){re.escape(one.text)}", "，", text)
    return text


def _aside(text: str, start: int, end: int) -> understood.Finding:
    words = text[start:end]
    return understood.Finding(kind="background", start=start, end=end, text=words, value=words)


def _told(answer: Answer, score: float, words: Mapping[str, str]) -> understood.Answer:
    titles = [_title(source) for source in answer.sources] or [answer.grounds]
    return understood.Answer(
        id=answer.id,
        question=answer.question,
        text=answer.text(words),
        sources=tuple(understood.Source(title=title, as_of=answer.as_of) for title in titles),
        score=score,
    )


def _title(source: Source) -> str:
    if source.instrument and source.article:
        return cite(source.instrument, source.article).short
    return f"《{source.title}》"


def ruled(found: Understanding) -> tuple[Hazard, ...]:
    """The hazards that a rule of the lexicon stands behind, and not learned weights alone."""
    named = {reason.decides for reason in found.why if reason.rule.startswith("hazard.")}
    return tuple(hazard for hazard in found.hazards if f"hazard:{hazard}" in named)
