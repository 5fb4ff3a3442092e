"""Plays a conversation through the pure dialogue, as its receiver does."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from api.contract.codes import Kind, Platform, Setting, VolunteerKind
from api.contract.delivery import Notice
from api.contract.models import CityInfo, Location, Organisation
from api.contract.understood import Understood
from bot.dialogue import Conversation, note_delivered, resume, step
from bot.dialogue.turn import Turn
from bot.message import InboundMessage, Photo, Reply
from tests.bot.dialogue.tracker import MemoryTracker

START = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
CITY = CityInfo(
    name="shenzhen",
    title="深圳市",
    hotline="12345",
    office_hours="周一至周五 9:00–18:00",
    districts=("福田区", "罗湖区", "南山区", "宝安区", "龙岗区", "大鹏新区"),
    organisations=(
        Organisation(
            code="futian-patrol", name="福田巡查队", kind=VolunteerKind.patrol, aliases=("福田队",)
        ),
        Organisation(
            code="orange", name="橙袋外卖深圳站", kind=VolunteerKind.rider, aliases=("橙袋",)
        ),
        Organisation(
            code="whale", name="蓝鲸配送深圳站", kind=VolunteerKind.rider, aliases=("蓝鲸",)
        ),
    ),
)
MOST_ROUNDS = 5
UNSAID = (
    "severity",
    "agency",
    "merchant",
    "place",
    "district",
    "division",
    "street",
    "when",
    "food",
    "people_ill",
    "amount",
    "case_no",
)


def means(**known: Any) -> Understood:
    """An understanding of which only what matters is named."""
    kinds = tuple(known.pop("kinds", ("chat",)))
    nothing: dict[str, Any] = dict.fromkeys(UNSAID)
    values = nothing | {
        "kinds": kinds,
        "hazards": (),
        "setting": Setting.unknown,
        "emergency": False,
        "demand": (),
        "confidence": 0.2 if kinds == ("chat",) else 0.9,
    }
    values |= {"ruled": known.get("hazards", ()), "names_agency": "referral" in known}
    return Understood.model_validate(values | known)


@dataclass
class Player:
    """One person in one chat."""

    tracker: MemoryTracker = field(default_factory=MemoryTracker)
    conversation: Conversation = field(default_factory=Conversation)
    replies: tuple[Reply, ...] = ()
    said: int = 0
    at: datetime = START
    platform: Platform = Platform.web

    def message(self, text: str = "", **more: Any) -> InboundMessage:
        self.said += 1
        self.at += timedelta(seconds=20)
        photos = tuple(
            Photo(ref="", evidence=f"e{self.said}-{n}") for n in range(more.pop("photos", 0))
        ) + tuple(Photo(ref="", refused=reason) for reason in more.pop("refused", ()))
        place = more.pop("location", None)
        return InboundMessage(
            platform=self.platform,
            address="chat-1",
            external_id=f"m{self.said}",
            at=self.at,
            text=text,
            photos=photos,
            location=Location(lat=place[0], lon=place[1]) if place else None,
            **more,
        )

    def hear(self, message: InboundMessage, understood: Understood) -> tuple[Reply, ...]:
        """Play one message to its end; what is remembered goes through JSON."""
        turn = step(self.conversation, message, understood, CITY)
        assert turn == step(self.conversation, message, understood, CITY), "a step is repeatable"
        replies = turn.replies
        for _ in range(MOST_ROUNDS):
            if turn.request is None:
                break
            turn = self._resumed(turn)
            replies += turn.replies
        assert turn.request is None, "the dialogue asks the tracker without end"
        self.conversation = Conversation.model_validate_json(turn.conversation.model_dump_json())
        assert self.conversation == turn.conversation
        self.replies = replies
        return replies

    def delivered(self, notice: Notice) -> None:
        self.conversation = note_delivered(self.conversation, notice)

    def press(self, label: str) -> tuple[Reply, ...]:
        """Press the newest button of that label."""
        for reply in reversed(self.replies):
            for button in reply.buttons:
                if button.label.startswith(label):
                    pressed = self.message(button.label, button=button.payload)
                    return self.hear(pressed, means())
        raise AssertionError(f"no button {label} in {self.replies}")

    def _resumed(self, turn: Turn) -> Turn:
        assert turn.request is not None
        result = self.tracker.perform(turn.request)
        kept = Conversation.model_validate_json(turn.conversation.model_dump_json())
        return resume(kept, turn.request, result, CITY)


def text_of(replies: tuple[Reply, ...]) -> str:
    """All words of some replies."""
    return "\n".join(reply.text for reply in replies)


def kinds_of(tracker: MemoryTracker) -> list[Kind]:
    """The kinds of all cases, oldest first."""
    return [view.kind for view in tracker.cases.values()]
