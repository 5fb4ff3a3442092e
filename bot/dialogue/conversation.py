"""What is remembered of a conversation between two messages; it travels as JSON."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from pydantic import AwareDatetime, Field, model_validator

from api.contract.codes import Agency, Hazard, Kind, Setting, Severity
from api.contract.models import Facts, Reporter, Said
from api.contract.understood import MerchantCandidate, Referral
from bot.dialogue.membership import Joining, Member, Tip
from bot.dialogue.traces import (
    Answered,
    Cared,
    Carried,
    Doubt,
    Engaged,
    OpenQuestion,
    Remembered,
    Urgent,
    Waiting,
)
from bot.wording.asks import Ask

VERSION = 1
_LASTING = (
    "questions",
    "cases",
    "ended",
    "unrated",
    "shelved",
    "urgent",
    "cared",
    "engaged",
    "member",
)
"""What must not be lost when another version wrote it."""


class Stage(StrEnum):
    """Where a conversation stands; `states.TABLE` says what leads where."""

    idle = "idle"
    """Nothing is being filled in."""
    choosing = "choosing"
    """It is not clear what the person wants; asked."""
    collecting = "collecting"
    """A draft is being filled in, one question a time."""
    stuck = "stuck"
    """A question failed twice: a person or a filing as it is was offered."""
    confirming = "confirming"
    """The summary was shown."""
    offering = "offering"
    """A complaint without a name: an anonymous report was offered."""
    referred = "referred"
    """The matter seems to belong elsewhere; it can be corrected."""
    describing = "describing"
    """A person was asked for; the next message is what that person gets."""
    picking = "picking"
    """One of several cases is to be named."""
    withdrawing = "withdrawing"
    """A withdrawal waits for its confirmation."""
    registering = "registering"
    """A registration as a volunteer is being filled in."""
    tipping = "tipping"
    """A volunteer's tip is being told."""
    quitting = "quitting"
    """To be a volunteer no longer waits for its confirmation."""
    erasing = "erasing"
    """The wish to have one's data erased waits for its confirmation."""
    reviewing = "reviewing"
    """Somebody is not content with the end of a case: why, and whether it is to be redone."""


class Purpose(StrEnum):
    """Why the cases of the chat were looked up; `perhaps`, as a message may belong to one."""

    progress = "progress"
    why = "why"
    withdraw = "withdraw"
    supplement = "supplement"
    contact = "contact"
    perhaps = "perhaps"


class Draft(Remembered):
    """A matter that is being told and not filed yet."""

    kinds: tuple[Kind, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    guessed: tuple[Hazard, ...] = ()
    """Those for which no word stood: they give way to what words name."""
    reported: tuple[Hazard, ...] = ()
    """What was told with the wish for a check: of the report, and not of the dispute."""
    setting: Setting = Setting.unknown
    severity: Severity | None = None
    agency: Agency | None = None
    referral: Referral | None = None
    """Who is competent instead of the office, for when it is asked again."""
    emergency: bool = False
    facts: Facts = Facts()
    reporter: Reporter = Reporter()
    earlier: tuple[Reporter, ...] = ()
    """What `reporter` was before it was corrected."""
    anonymous: bool = False
    report_unnamed: bool = False
    """Of a complaint and a report in one, the report is to be filed without who they are."""
    evidence: tuple[str, ...] = ()
    recordings: tuple[str, ...] = ()
    """What those of the evidence are that are no pictures."""
    said: tuple[Said, ...] = ()
    stories: frozenset[str] = frozenset()
    """The ids of those of `said` that tell what happened."""
    telling: str | None = None
    """The key of the message of `said` that tells what is wrong."""
    asked: Mapping[Ask, int] = Field(default_factory=dict)
    reminded: Mapping[Ask, int] = Field(default_factory=dict)
    skipped: frozenset[Ask] = frozenset()
    asking: Ask | None = None
    repeat: bool = False
    """Something else was corrected: the question that waits is put again, not counted."""
    fixing: str | None = None
    """What was said to be wrong without the right value, which was asked for."""
    amended: tuple[str, ...] = ()
    """What was told otherwise first, and stands in no item of its own: 是头发, not 虫."""
    area: str | None = None
    city: str | None = None
    """Code of the city that it is about, and its name where it is not the office's own."""
    moved: bool = False
    """The district was corrected; a place that is told after it replaces the old one."""
    leaving: int = 0
    """The message at which it was asked whether all this is to be given up."""
    candidates: tuple[MerchantCandidate, ...] = ()
    doubt: Doubt = Doubt()
    """Of what it is not clear whether it is the shop's name or place, or the person's own."""
    started_at: AwareDatetime | None = None
    key: str | None = None
    """Of its filing, fixed at the first attempt so that a second can't double it."""
    linked_to: str | None = None
    """The case that its emergency was filed as, before the rest was told."""
    follows: str | None = None
    """The report of the same matter that was filed before its dispute."""
    sent_words: int = 0
    """How many of `said` the linked case has."""
    sent_evidence: int = 0
    """How many of `evidence` the linked case has."""
    told_twofold: bool = False
    """It was explained that one message became two matters."""
    refused_name: int = 0
    """How often a name was refused for a complaint."""
    shown: bool = False
    """The summary was shown once."""
    tip: Tip | None = None
    """It is told by a volunteer, for whom it is to count."""

    def but(self, **changes: Any) -> Self:
        """A copy with some fields changed; an identity that is replaced is not forgotten."""
        new = changes.get("reporter", self.reporter)
        known, now = (one.model_dump(exclude_none=True).items() for one in (self.reporter, new))
        lost = known - now
        if lost and self.reporter not in self.earlier:
            changes["earlier"] = (*self.earlier, self.reporter)
        return super().but(**changes)


class Snapshot(Remembered):
    """Where the conversation stood: before an answer, for 上一步, or a day ago."""

    stage: Stage
    draft: Draft


class Filed(Remembered):
    """What was handed in last, for what is said of it soon after; it holds who told it."""

    numbers: tuple[str, ...]
    draft: Draft
    at: AwareDatetime


class Conversation(Remembered):
    """One chat, as the dialogue remembers it."""

    version: int = VERSION
    stage: Stage = Stage.idle
    draft: Draft | None = None
    history: tuple[Snapshot, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    cases: tuple[str, ...] = ()
    """Numbers filed from this chat, oldest first."""
    ended: tuple[str, ...] = ()
    """Those of them of which an end was told."""
    unrated: str | None = None
    """The case that was closed last, until the person says how content he is."""
    filed: Filed | None = None
    """The last filing of this chat, for a day."""
    later: tuple[Waiting, ...] = ()
    """A volunteer's observations that wait for the present one."""
    beside: tuple[Draft, ...] = ()
    """Further matters that are told along with the present one."""
    undone: Snapshot | None = None
    """What 上一步 took back with the last message, should only a part of it be put right."""
    shelved: Snapshot | None = None
    """A draft that nobody went on with for a day."""
    reminded: bool = False
    """The draft was spoken of since the person's last message."""
    answered: Answered | None = None
    purpose: Purpose | None = None
    choices: tuple[str, ...] = ()
    """Case numbers that were offered to choose from."""
    carried: Carried | None = None
    urgent: Urgent | None = None
    urgent_told: Draft | None = None
    """What was told of it, should a claim follow when all else is told."""
    unsold: Draft | None = None
    """What made somebody ill and nobody sold, for a day, should it have been sold after all."""
    shrugged: Draft | None = None
    """What was told in a message that made no sense, for what follows."""
    cared: Cared | None = None
    engaged: Engaged | None = None
    member: Member | None = None
    """The volunteer that this person is, or asked to be."""
    joining: Joining | None = None
    """A registration that is being filled in."""
    half: str | None = None
    """The number or the receipt code that came alone with the last message."""
    handed: str | None = None
    """The query case that passed this talk to a person."""
    heard: int = 0
    """Messages of the person so far."""
    puzzled: int = 0
    """Messages in a row that made no sense."""
    at: AwareDatetime | None = None
    """Of the message that is being answered."""
    key: str = ""
    count: int = 0
    """Requests made for that message, whose key they count on."""

    @model_validator(mode="before")
    @classmethod
    def _from_other_version(cls, data: Any) -> Any:
        """Start afresh from what another version wrote, keeping what must not be lost."""
        if not isinstance(data, dict) or data.get("version") == VERSION:
            return data
        kept = {name: data[name] for name in _LASTING if name in data}
        return {**kept, "version": VERSION} if "version" in data or kept else data

    @property
    def moment(self) -> datetime:
        """When the message that is being answered was written; an error where none was heard."""
        if self.at is None:
            raise ValueError("a conversation without a message has no moment")
        return self.at

    @property
    def near(self) -> str | None:
        """Where the matter that is being told lies, as far as a code is known."""
        draft = self.draft
        return (draft.facts.division or draft.area) if draft is not None else None

    def next_key(self) -> tuple[Self, str]:
        """A key that the same message always gives again."""
        return self.but(count=self.count + 1), f"{self.key}:{self.count + 1}"

    def questions_by_number(self) -> dict[str, str]:
        """What officers asked, by case; the newest question of each."""
        return {question.number: question.text for question in self.questions}

    @property
    def running(self) -> tuple[str, ...]:
        """Numbers of which no end was told, oldest first."""
        return tuple(number for number in self.cases if number not in self.ended)

    def back_to_draft(self) -> Self:
        """After something else: back to what was being filled in, if anything was."""
        stage = Stage.registering if self.joining is not None else Stage.idle
        if self.draft is not None and self.draft.tip is not None and not self.draft.emergency:
            stage = Stage.tipping
        elif self.draft is not None:
            stage = Stage.collecting if self.draft.asking else Stage.confirming
        return self.but(stage=stage, purpose=None, choices=(), carried=None)

    def at_rest(self) -> Self:
        """Nothing is being filled in any more."""
        return self.but(
            stage=Stage.idle,
            draft=None,
            joining=None,
            history=(),
            purpose=None,
            choices=(),
            carried=None,
            puzzled=0,
        )
