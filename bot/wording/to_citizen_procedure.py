"""What the person is told of the steps between a case's beginning and its end."""

from api.contract.codes import Kind
from api.contract.delivery import Notice
from bot.message import Reply
from bot.wording import buttons as b
from bot.wording.deadlines import until
from bot.wording.labels import kind
from bot.wording.plain import clean, clean_lines
from bot.wording.times import moment_day


def papers_asked(notice: Notice) -> Reply:
    """The office wants proof of identity by a day."""
    lines = [
        f"{_case(notice)}需要您在{_until(notice)}前提供身份证明材料。",
        *_words(notice, "需要的材料"),
        "可以直接拍照发在这里。逾期不提供或者材料不真实的，可能不予受理。",
        *_article(notice),
    ]
    return Reply(text="\n".join(lines))


def invited(notice: Notice) -> Reply:
    """Both sides are asked to meet."""
    lines = [
        f"{_case(notice)}定于{_until(notice)}现场调解。",
        *_words(notice, "时间、地点和调解人员"),
        "觉得调解人员和这件事有利害关系的，可以申请回避，直接告诉我。",
        *_article(notice),
    ]
    return Reply(text="\n".join(lines), buttons=(b.PERSON,))


def delegated(notice: Notice) -> Reply:
    """With the consent of both, somebody else mediates."""
    lines = [
        f"双方同意后，{_case(notice)}已委托其他组织调解（{_when_and_who(notice)}）。",
        *_words(notice),
        "调解期限不变。",
        *_article(notice),
    ]
    return Reply(text="\n".join(lines))


def recusal_decided(notice: Notice) -> Reply:
    """Whether the mediator stays."""
    lines = [f"{_case(notice)}的回避申请已有决定（{_when_and_who(notice)}）。", *_words(notice)]
    return Reply(text="\n".join([*lines, *_article(notice)]))


def agreement_drawn(notice: Notice) -> Reply:
    """The agreement is on paper, or on record."""
    lines = [f"{_case(notice)}的调解结果已记录（{_when_and_who(notice)}）。"]
    lines += [f"方式：{clean(notice.ground, 200)}"] if notice.ground else []
    return Reply(text="\n".join([*lines, *_words(notice), *_article(notice)]))


def redirected(notice: Notice) -> Reply:
    """Another place's office is competent."""
    lines = [
        f"{_case(notice)}经核对不由本市处理（{_when_and_who(notice)}），请向有权处理的部门举报。",
        *_words(notice, "应找的部门"),
        *_article(notice),
    ]
    return Reply(text="\n".join(lines), buttons=(b.PERSON,))


def merged(notice: Notice) -> Reply:
    """A repeated report joins the earlier one."""
    earlier = f" **{clean(notice.other, 40)}** " if notice.other else "先前的举报"
    lines = [
        f"{_case(notice)}和{earlier}是同一件事，并在一起办理（{_when_and_who(notice)}）。",
        *_words(notice),
        "进度请查先前那件；有新的事实，随时告诉我。",
        *_article(notice),
    ]
    return Reply(text="\n".join(lines))


def reclassified(notice: Notice) -> Reply:
    """It is handled as another kind of case than it was taken for."""
    lines = [
        f"经核对，{_case(notice)}改按{kind(notice.kind)}办理（{_when_and_who(notice)}），编号不变。",
        *_MEANS.get(notice.kind, ()),
    ]
    if notice.deadline is not None and notice.deadline.statutory:
        lines.append(f"{notice.deadline.name}：{until(notice.deadline)}。")
    return Reply(
        text="\n".join([*lines, "如果和您的意思不一样，直接告诉我。"]), buttons=(b.PERSON,)
    )


_MEANS = {
    Kind.complaint: ("投诉由我们组织双方调解退款、赔偿等争议。",),
    Kind.report: ("举报由我们核查违法行为，不调解退款和赔偿；要退款或赔偿的，可以另外投诉。",),
}


def sent_back(notice: Notice) -> Reply:
    """A supervisor wants it done again."""
    lines = [
        f"{_case(notice)}经审核退回重新办理（{_when_and_who(notice)}），预计{_until(notice)}前办结。",
        "有新的情况或材料，直接发给我。",
    ]
    return Reply(text="\n".join(lines))


def _case(notice: Notice) -> str:
    about = f"（{clean(notice.merchant, 40)}）" if notice.merchant else ""
    noun = kind(Kind.tip if notice.tip else notice.kind)
    return f"您的{noun} **{clean(notice.number, 40)}**{about}"


def _when_and_who(notice: Notice) -> str:
    return f"{moment_day(notice.at, notice.at)}，{clean(notice.office, 40)}"


def _until(notice: Notice) -> str:
    if notice.on is None:
        return "约定的日期"
    return f" **{notice.on.year}年{notice.on.month}月{notice.on.day}日** "


def _words(notice: Notice, title: str = "说明") -> list[str]:
    return [f"{title}：{clean_lines(notice.text, 2500)}"] if notice.text else []


def _article(notice: Notice) -> list[str]:
    return [f"依据：{clean(notice.article, 200)}"] if notice.article else []
