"""What a volunteer is told of the decisions about them."""

from api.contract.codes import LABELS
from api.contract.delivery import Notice
from bot.message import Reply
from bot.wording import buttons as b
from bot.wording.plain import clean_lines
from bot.wording.volunteers import JOIN, MY_TIPS, NEW_TIP, title


def approved(notice: Notice) -> Reply:
    """The registration was approved, with the number."""
    return Reply(
        text=f"审核通过了，您是**{_title(notice)}**。看到问题直接发给我：照片、定位或店名、"
        "看到了什么，一分钟就能交一条。您的身份不会出现在案件里。",
        buttons=(NEW_TIP, MY_TIPS),
    )


def refused(notice: Notice) -> Reply:
    """The registration was not approved, with the reason."""
    return Reply(
        text=f"您的志愿者登记没有通过。{_reason(notice)}\n补齐后可以再登记一次；"
        "看到问题仍可以直接举报，可以匿名。",
        buttons=(JOIN, b.PERSON),
    )


def suspended(notice: Notice) -> Reply:
    """No tips are credited for now, with the reason."""
    return Reply(
        text=f"您的志愿者资格已暂停。{_reason(notice)}\n暂停期间，您反映的问题按普通举报办理。"
        "有不同意见，点「找人工」。",
        buttons=(b.PERSON,),
    )


def restored(notice: Notice) -> Reply:
    """Tips are credited again."""
    return Reply(
        text=f"您的志愿者资格已恢复，您是**{_title(notice)}**，可以继续交线索。",
        buttons=(NEW_TIP, MY_TIPS),
    )


def to_supervisor(notice: Notice) -> Reply:
    """Somebody waits for a decision; who it is stands at the desk alone."""
    kind = LABELS[notice.volunteer.kind] if notice.volunteer else "志愿者"
    return Reply(text=f"有{kind}的登记待审核，请到工作台「志愿者」页处理。")


def _title(notice: Notice) -> str:
    who = notice.volunteer
    return title(who.kind, who.number) if who is not None else "志愿者"


def _reason(notice: Notice) -> str:
    return f"理由：{clean_lines(notice.text, 500)}" if notice.text else ""
