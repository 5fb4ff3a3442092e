"""What is said when a person tells how content he is with the end of a case."""

from api.contract.codes import Satisfaction
from bot.message import Reply
from bot.wording import buttons as b
from bot.wording.plain import clean


def thanks(score: Satisfaction) -> Reply:
    """He is content, or fairly so, or wants nothing more done."""
    if score is Satisfaction.unsatisfied:
        return Reply(text="评价记下了。这次没有让您满意，很抱歉。以后有新的情况，随时告诉我。")
    return Reply(text="谢谢您的评价，祝您生活愉快。")


def what_is_wrong(number: str, *, told: bool = False) -> Reply:
    """He is not: why, unless he told it, and whether it is to be done again."""
    sorry = f"很抱歉，**{clean(number, 40)}** 没有让您满意。"
    if told:
        lines = [f"{sorry}您说的我记下了。", "要申请**重办**吗？由主管决定是否重办。"]
    else:
        lines = [
            sorry,
            "请直接写下哪里没办好，我会连同您的**重办申请**一起交给主管，由主管决定是否重办。",
        ]
    return Reply(text="\n".join(lines), buttons=(b.ASK_REWORK, b.ONLY_RATE))


def rework_wanted(number: str) -> Reply:
    """The wish went to the supervisors; whether it is done again is theirs to say."""
    return Reply(text=f"**{clean(number, 40)}** 的重办申请已交给主管。是否重办，会在这里答复您。")


def cannot_redo(number: str) -> Reply:
    """The end was not the office's doing."""
    return Reply(
        text=f"评价记下了。**{clean(number, 40)}** 不能申请重办；有新的情况，可以另外告诉我。"
    )


def nothing_to_rate(score: Satisfaction, running: str | None) -> Reply:
    """Content or not, before any case has come to its end."""
    later = f"**{clean(running, 40)}** 办结后会请您评价。" if running else ""
    if score is Satisfaction.unsatisfied:
        text = f"很抱歉没让您满意。哪里不满意，直接说，我转给工作人员。{later}"
        return Reply(text=text, buttons=(b.PERSON,))
    return Reply(text=f"谢谢您。{later}" if later else "谢谢您，需要时随时再来。")


def not_ended(number: str) -> Reply:
    """It is still being handled."""
    return Reply(
        text=f"**{clean(number, 40)}** 还在办理，办结后再请您评价。着急的话可以发「人工」。"
    )
