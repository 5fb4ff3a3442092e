"""What is said about looking at the identity behind a case."""

from api.contract.delivery import Notice
from bot.message import Reply
from bot.wording.plain import clean, clean_lines
from bot.wording.to_officer import card, case, said


def asked(notice: Notice) -> Reply:
    """Somebody wants to look; consent is given in the console."""
    lines = [
        f"🔐 **申请查看身份信息**：{case(notice)}，{clean(notice.office, 40)}",
        *said(notice, "理由"),
        "请在工作台的「身份信息」页面答复。",
    ]
    return card(notice, lines)


def granted(notice: Notice) -> Reply:
    """The custodian agreed; it is looked at in the console."""
    lines = [
        f"🔐 **已同意查看身份信息**：{case(notice)}",
        "请在期限内到工作台的案件页面查看，每次查看都会记录。",
    ]
    return card(notice, lines)


def refused(notice: Notice) -> Reply:
    """The custodian did not agree."""
    return card(notice, [f"🔐 **不同意查看身份信息**：{case(notice)}", *said(notice, "理由")])


def digest(notice: Notice) -> Reply:
    """Who looked at identities since the last time; the last case looked at is the one linked."""
    lines = ["🔐 **身份信息查看日报**", clean_lines(notice.text, 3000) if notice.text else ""]
    last = f"最近一件：{case(notice)}。全部记录在工作台的「身份信息」页面。"
    return card(notice, [*filter(None, lines), last])
