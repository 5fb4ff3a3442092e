"""What an officer is told; nothing here says who complained or reported."""

from datetime import date

from api.contract.codes import LABELS, Severity
from api.contract.delivery import Notice
from bot.message import Button, Reply
from bot.wording.deadlines import date_of, until
from bot.wording.labels import kind
from bot.wording.plain import clean, clean_lines, hide_phones
from bot.wording.times import clock, local_day, moment_day


def assigned(notice: Notice) -> Reply:
    """A case is yours now."""
    lines = [
        f"📥 **新件**：{case(notice)}（{moment_day(notice.at, notice.at)} {clock(notice.at)}）"
    ]
    return card(notice, [*lines, *about(notice), *_due(notice)])


def supplemented(notice: Notice) -> Reply:
    """The person added something."""
    lines = [f"📎 **有补充**：{case(notice)}", *said(notice), *about(notice)]
    return card(notice, lines)


def companion_said(notice: Notice) -> Reply:
    """The person of a case that follows this one added something."""
    which = clean(notice.other, 40) if notice.other else "并入的案件"
    lines = [
        f"📎 **并案有补充**：{case(notice)}",
        f"{which} 的对方补充了材料，请在那个案件里查看。",
    ]
    return card(notice, [*lines, *about(notice)])


def withdrawn(notice: Notice) -> Reply:
    """The person took it back."""
    return card(notice, [f"↩️ **已撤回**：{case(notice)}", *said(notice), *about(notice)])


def undelivered(notice: Notice) -> Reply:
    """A notice did not reach the person; the law wants them told all the same."""
    lines = [
        f"📵 **未能送达**：{case(notice)}",
        "对方的聊天已收不到消息，请用电话或书面方式告知，并在案件里备注。",
    ]
    return card(notice, [*lines, *about(notice)])


def half_time(notice: Notice) -> Reply:
    """Half of the time is over."""
    return card(notice, [f"⏳ **期限过半**：{case(notice)}", *_due(notice), *about(notice)])


def one_day_left(notice: Notice) -> Reply:
    """One working day is left."""
    return card(notice, [f"⏰ **还剩 1 个工作日**：{case(notice)}", *_due(notice), *about(notice)])


def recounted(notice: Notice) -> Reply:
    """A year's holidays were published and the day moved."""
    lines = [f"📅 **期限变动**：{case(notice)}", "放假安排已公布，期限按新日历重新计算。"]
    return card(notice, [*lines, *_due(notice), *about(notice)])


def breached(notice: Notice) -> Reply:
    """The day is over."""
    lines = [
        f"❗ **已超期**：{case(notice)}",
        *_due(notice),
        *about(notice),
        "请尽快办理，并在案件里写明原因。",
    ]
    return card(notice, lines)


def escalated(notice: Notice) -> Reply:
    """A supervisor hears of a breach."""
    lines = [
        f"❗ **超期上报**：{case(notice)}，{clean(notice.office, 40)}",
        *_due(notice),
        *about(notice),
    ]
    return card(notice, [*lines, "请督促办理。"])


def extension_requested(notice: Notice) -> Reply:
    """An extension waits for its approval."""
    lines = [
        f"🕒 **申请延期**：{case(notice)}，{clean(notice.office, 40)}",
        *said(notice, "理由"),
    ]
    return card(notice, [*lines, *_due(notice), *about(notice)])


def case(notice: Notice) -> str:
    """Its kind and number."""
    return f"{kind(notice.kind)} **{clean(notice.number, 40)}**"


def about(notice: Notice) -> list[str]:
    """What it is about, in one line."""
    parts = [clean(words, 60) for words in (notice.merchant, notice.place) if words]
    parts += [LABELS[notice.hazard]] if notice.hazard else []
    parts += (
        [f"{LABELS[notice.severity]}级"] if notice.severity not in {None, Severity.daily} else []
    )
    parts += ["紧急"] if notice.emergency else []
    parts += [f"证据 {notice.evidence} 份"] if notice.evidence else []
    return [" · ".join(parts)] if parts else []


def _due(notice: Notice) -> list[str]:
    deadline = notice.deadline
    if deadline is None:
        return []
    source = clean(deadline.article, 80) if deadline.statutory else "服务承诺"
    reason = f"（{source}）" if source else ""
    return [f"最晚 {date_of(deadline, _day(notice))} {until(deadline)}{reason}。"]


def said(notice: Notice, title: str = "内容") -> list[str]:
    """The words that go with it, without phone numbers."""
    return [f"{title}：{hide_phones(clean_lines(notice.text, 800))}"] if notice.text else []


def _day(notice: Notice) -> date:
    return local_day(notice.at)


def card(notice: Notice, lines: list[str]) -> Reply:
    """With the button that opens the case."""
    payload = f"card:{notice.number}"[:60]
    shown = (Button(label="查看", payload=payload),) if payload.isascii() else ()
    return Reply(text="\n".join(lines), buttons=shown)
