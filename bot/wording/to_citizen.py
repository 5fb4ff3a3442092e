"""What the person who told the office is told back, in the same chat."""

from datetime import date

from api.contract.codes import Kind
from api.contract.delivery import Notice
from bot.message import Reply
from bot.wording import buttons as b
from bot.wording.deadlines import date_of, until
from bot.wording.labels import kind
from bot.wording.plain import clean, clean_lines
from bot.wording.times import local_day, moment_day

_NEW = "有新材料直接发给我。"


def accepted(notice: Notice) -> Reply:
    """The complaint is under mediation."""
    lines = [
        f"{_case(notice)}**已受理**（{_when_and_who(notice)}）。",
        f"接下来由工作人员联系双方调解{_due(notice)}，检验、鉴定的时间不计。{_NEW}",
    ]
    return _reply(lines, notice)


_OTHER_WAYS = (
    "其他解决途径（《消费者权益保护法》第三十九条）："
    "与商家协商、请消费者组织调解、按仲裁协议申请仲裁、向法院起诉。"
)


def refused(notice: Notice) -> Reply:
    """The complaint is not taken, with the ground."""
    lines = [f"{_case(notice)}**不予受理**（{_when_and_who(notice)}）。", *_ground(notice)]
    lines += [
        *_words(notice),
        _OTHER_WAYS,
        "如果您不同意或有新的材料，可以回复我，也可以点「找人工」。",
    ]
    return Reply(text="\n".join(lines), buttons=(b.PERSON,))


def question(notice: Notice) -> Reply:
    """The office asks something; the next message is the answer."""
    lines = [
        f"{_case(notice)}的办理人员想请您补充：",
        f"**{clean_lines(notice.text or '', 1500) or '请补充情况或材料'}**",
        "直接回复这条消息就行，文字、照片都可以。",
    ]
    return Reply(text="\n".join(lines))


def replied(notice: Notice) -> Reply:
    """An officer writes to the person."""
    text = clean_lines(notice.text or "", 3000) or "已收到您的材料。"
    return Reply(text=f"{_case(notice)}的答复（{_when_and_who(notice)}）：\n{text}")


def extended(notice: Notice) -> Reply:
    """The time limit was extended."""
    lines = [f"{_case(notice)}的办理期限已延长{_until_when(notice)}（{_when_and_who(notice)}）。"]
    return _reply([*lines, *_words(notice, "原因"), *_article(notice)], notice)


def testing_started(notice: Notice) -> Reply:
    """Samples are being tested."""
    lines = [
        f"{_case(notice)}已送检验、检测或鉴定（{_when_and_who(notice)}）。",
        "这段时间不计入办理期限，结果出来后会重新告诉您日期。",
    ]
    return Reply(text="\n".join([*lines, *_words(notice)]))


def testing_ended(notice: Notice) -> Reply:
    """The test result is there."""
    lines = [f"{_case(notice)}的检验、检测或鉴定已有结果（{_when_and_who(notice)}）。"]
    lines += _words(notice, "结果")
    if notice.deadline is not None:
        lines.append(
            f"办理继续，最晚 {date_of(notice.deadline, _day(notice))} {until(notice.deadline)}。"
        )
    return _reply(lines, notice)


def transferred(notice: Notice) -> Reply:
    """Another office of ours has it now."""
    office = f"**{clean(notice.other)}**" if notice.other else "有权处理的单位"
    phone = f"，电话 {clean(notice.phone, 30)}" if notice.phone else ""
    return Reply(
        text="\n".join(
            [
                f"{_case(notice)}已转给{office}办理{phone}。您不用再做什么，进度还在这里查。",
                *_words(notice),
            ]
        )
    )


def referred(notice: Notice) -> Reply:
    """Another department is competent."""
    body = f"**{clean(notice.other)}**" if notice.other else "有权处理的部门"
    phone = f"，电话 **{clean(notice.phone, 30)}**" if notice.phone else ""
    lines = [f"{_case(notice)}经核对由{body}负责，已移送（{_when_and_who(notice)}）{phone}。"]
    return Reply(text="\n".join([*lines, *_words(notice), *_article(notice)]))


def settled(notice: Notice) -> Reply:
    """Both sides agreed."""
    lines = [
        f"{_case(notice)}**调解达成一致**（{_when_and_who(notice)}）。",
        *_words(notice, "约定"),
    ]
    return Reply(text="\n".join([*lines, "如果对方没有按约定做，请回来告诉我。"]))


def terminated(notice: Notice) -> Reply:
    """The mediation ended without an agreement."""
    lines = [
        f"{_case(notice)}**调解已终止**（{_when_and_who(notice)}）。",
        *_ground(notice),
        *_words(notice),
    ]
    lines.append("调解不成不影响您通过仲裁、诉讼等途径解决；同时提出的举报会继续办理。")
    return Reply(text="\n".join(lines), buttons=(b.PERSON,))


def filed(notice: Notice) -> Reply:
    """The office opened an investigation."""
    lines = [f"{_case(notice)}**已立案**（{_when_and_who(notice)}），进入调查。", *_words(notice)]
    return _reply([*lines, "有了处理结果会在这里告诉您。"], notice)


def not_filed(notice: Notice) -> Reply:
    """The office found no case to open."""
    lines = [
        f"{_case(notice)}**不予立案**（{_when_and_who(notice)}）。",
        *_ground(notice),
        *_words(notice),
    ]
    return Reply(text="\n".join([*lines, "有新的线索或证据，欢迎再告诉我们。"]))


def concluded(notice: Notice) -> Reply:
    """The investigation led to a decision."""
    lines = [
        f"{_case(notice)}**已作出处理决定**（{_when_and_who(notice)}）。",
        *_words(notice, "结果"),
    ]
    return Reply(text="\n".join([*lines, *_article(notice)]))


def closed(notice: Notice) -> Reply:
    """The result is told and the case is done."""
    lines = [f"{_case(notice)}**已办结**（{_when_and_who(notice)}）。", *_words(notice, "结果")]
    lines += ["谢谢您告诉我们。对这次办理，您满意吗？"]
    return Reply(text="\n".join(lines), buttons=b.rating(notice.number))


def _case(notice: Notice) -> str:
    about = f"（{clean(notice.merchant, 40)}）" if notice.merchant else ""
    plain = Kind.report if notice.kind is Kind.tip else notice.kind
    noun = kind(Kind.tip if notice.tip else plain)
    return f"您的{noun} **{clean(notice.number, 40)}**{about or ' '}"


def _when_and_who(notice: Notice) -> str:
    return f"{moment_day(notice.at, notice.at)}，{clean(notice.office, 40)}"


def _day(notice: Notice) -> date:
    return local_day(notice.at)


def _due(notice: Notice) -> str:
    if notice.deadline is None:
        return ""
    return f"，最晚 {date_of(notice.deadline, _day(notice))} 结束"


def _until_when(notice: Notice) -> str:
    return f"到 {date_of(notice.deadline, _day(notice))}" if notice.deadline is not None else ""


def _ground(notice: Notice) -> list[str]:
    if not notice.ground:
        return _article(notice)
    article = f"（{clean(notice.article, 100)}）" if notice.article else ""
    return [f"理由：{clean(notice.ground, 500)}{article}"]


def _article(notice: Notice) -> list[str]:
    return [f"依据：{clean(notice.article, 200)}"] if notice.article else []


def _words(notice: Notice, title: str = "说明") -> list[str]:
    return [f"{title}：{clean_lines(notice.text, 2500)}"] if notice.text else []


def _reply(lines: list[str], notice: Notice) -> Reply:
    """With the way to see how the date was counted, where a clock runs."""
    return Reply(text="\n".join(lines), buttons=(b.WHY,) if notice.deadline is not None else ())
