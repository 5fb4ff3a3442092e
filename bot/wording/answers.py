"""Answers to questions, with where they come from."""

from api.contract.models import CityInfo
from api.contract.understood import Answer
from bot.message import Reply
from bot.wording import buttons as b
from bot.wording.plain import clean, clean_lines, fit

_RATING = (b.USEFUL, b.USELESS, b.PERSON)


def answer(found: Answer) -> Reply:
    """The answer, its sources with their dates, and whether it helped."""
    lines = [clean_lines(found.text, 2500), *_sources(found), "这条回答有用吗？"]
    return Reply(text=fit("\n".join(lines)), buttons=_RATING)


def answer_in_between(found: Answer) -> Reply:
    """The answer in the middle of something else; rating would lead away from it."""
    return Reply(text=fit("\n".join((clean_lines(found.text, 2500), *_sources(found)))))


def hours(city: CityInfo) -> Reply:
    """When somebody is there."""
    return Reply(
        text=f"我全天都在；办理人员的办公时间是{clean(city.office_hours)}，"
        f"电话 {clean(city.hotline)}。"
    )


def glad() -> Reply:
    """The answer helped."""
    return Reply(text="太好了。还有想问的，随时发。")


def no_answer_yet() -> str:
    """The question goes to a person because no answer is at hand."""
    return "这个问题我没有把握答对，帮您转给工作人员。"


def sorry_not_helpful() -> str:
    """The answer did not help."""
    return "抱歉没答到点子上，我转给工作人员来答。"


def for_a_person() -> str:
    """A person was asked for."""
    return "好的，帮您转人工。"


def tell_the_person(city: CityInfo) -> Reply:
    """A person was asked for, and nothing was said yet."""
    return Reply(
        text="好的，请用一两句话说说要办什么，我原样转给工作人员。"
        f"也可以直接打 {clean(city.hotline)}。",
        buttons=(b.CANCEL,),
    )


def registered_first(city: CityInfo) -> str:
    """A person was asked for, and a whole matter is told."""
    return (
        f"您说的我先登记，办理人员会看到。还是想找人，随时发「人工」，或打 {clean(city.hotline)}。"
    )


def already_handed(number: str, city: CityInfo) -> Reply:
    """A person has it already."""
    return Reply(
        text=f"已经转给工作人员了，编号 **{clean(number)}**，答复会发到这里。"
        f"急事请打 {clean(city.hotline)}。"
    )


def passed_along() -> Reply:
    """A question in the middle, to which no sure answer is at hand."""
    return Reply(
        text="这个问题我没有把握答对，已经和您的情况记在一起，工作人员会看到；急着知道，"
        "发「人工」。"
    )


def how_it_is_told() -> Reply:
    """How its end will be told."""
    return Reply(
        text="会的：受理没有、结果怎样，都会发到这里。投诉的办理人员还会打您留的电话联系；"
        "匿名举报只发到这里。"
    )


def date_comes_with_filing() -> Reply:
    """How long it takes is told of the case itself, not in general."""
    return Reply(text="提交后马上告诉您办理的最晚日期，和它是怎么算的。")


def draft_kept() -> str:
    """A person was asked for in the middle of a draft."""
    return "您刚才填的都留着，想继续时接着说就行。"


def _sources(found: Answer) -> list[str]:
    listed = "；".join(f"{clean(s.title, 80)}（{s.as_of:%Y-%m-%d} 核对）" for s in found.sources)
    return [f"依据：{listed}"] if listed else []
