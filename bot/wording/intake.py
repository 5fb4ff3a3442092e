"""What is said while a matter is being told: noted, corrected, refused, stuck."""

from datetime import datetime

from bot.message import Reply
from bot.wording import buttons as b
from bot.wording.plain import clean
from bot.wording.times import days_ago

_WHAT_INSTEAD = {
    "merchant": "正确的店名是？",
    "phone": "正确的号码是？",
    "name": "正确的姓名是？",
    "address": "您正确的联系地址是？",
    "place": "正确的地址是？要改您自己的联系地址，就写「我的地址是…」。",
    "when": "应该是什么时候？",
    "food": "应该是什么食品？",
    "amount": "正确的金额是多少？",
    "people_ill": "应该是几个人？",
    "demand": "您现在希望商家怎么解决？比如退款、赔偿、更换、道歉。",
}


def no_hurry(submittable: bool) -> Reply:  # noqa: FBT001 - the only thing that changes the words
    """After many digressions: a hint, no question."""
    after = "发「提交」就可以提交" if submittable else "想继续时接着说就行"
    return Reply(
        text=f"前面填的我都留着，{after}；不办了发「取消」。", buttons=(b.GO_ON, b.PERSON)
    )


def noted_kind(complaint: bool, report: bool) -> str:  # noqa: FBT001 - the two kinds of a draft
    """Say what the matter was taken to be, before the first question."""
    if complaint and report:
        return ""
    if complaint:
        return "明白，这是一条**投诉**，我帮您登记。"
    return "谢谢您。这是一条**举报**，可以匿名。"


def sorry() -> str:
    """One word of regret to somebody who is angry or was frightened."""
    return "遇到这样的事，抱歉让您受气了。"


def twofold(claim: str, violation: str) -> str:
    """One message, two matters."""
    return (
        "这件事会**分两件办理**，互不影响：\n"
        f"① **投诉**：{claim}\n"
        f"② **举报**：{violation}\n"
        "办举报的人不会把您的身份告诉商家。"
    )


def who_noted() -> str:
    """Who is writing was told first; what happened comes next."""
    return "好的，您的信息记下了。请说说是哪家店、出了什么事、您想怎么解决，分几条发也行。"


def still_lacking(items: tuple[str, ...]) -> str:
    """It was to be handed in, and these are missing."""
    return f"还差**{'、'.join(items)}**，补上就能提交。" if items else ""


def report_unnamed() -> str:
    """Of a complaint and a report in one, the report is filed without a name."""
    return "好的，**举报**那件匿名提交，不写您是谁；**投诉**那件用您的姓名办理。"


def only_report() -> str:
    """A complaint whose claim is only to have the trader checked."""
    return "明白，您要的是查处，不是退赔，这是一条**举报**，可以匿名。"


def corrected(field: str, value: str) -> str:
    """Confirm a correction with its new value."""
    unit = {"people_ill": "人不适", "amount": "元"}.get(field, "")
    return f"改好了：**{clean(value)}{unit}**。"


def corrected_several(values: list[str]) -> str:
    """Confirm several corrections of one message."""
    shown = "、".join(clean(value, 60) for value in values)
    return f"都改好了：**{shown}**。" if shown else "都改好了。"


def retold(value: str) -> str:
    """What was told otherwise before is understood anew; the words go with the case."""
    return f"明白，是**{clean(value)}**，照这个记。"


def demand_now(claims: str) -> str:
    """The claims as they stand after a change."""
    return f"改好了，要求是：**{claims}**。" if claims else "好的，原来的要求去掉了。"


def what_instead(field: str) -> Reply:
    """Something is wrong and the right value was not said yet."""
    return Reply(text=_WHAT_INSTEAD.get(field, "应该是什么？直接发来就行。"))


def corrected_phone(masked: str) -> str:
    """Confirm a phone number without showing all of it."""
    return f"改好了，电话是 **{masked}**。"


def corrected_silently() -> str:
    """Confirm a personal detail without repeating it."""
    return "改好了。"


def noted(what: str) -> str:
    """Repeat what was chosen."""
    return f"记下了：**{clean(what)}**。"


def noted_down() -> str:
    """A personal detail was taken; it is not repeated."""
    return "记下了。"


def as_told() -> str:
    """None of the registered traders."""
    return "好的，照您说的登记。"


def kept_words() -> str:
    """Something was added to the story."""
    return "补充进去了。"


def left_out() -> str:
    """What somebody named is to be no part of the matter."""
    return "好的，这个不写进登记内容。"


def kept_remark() -> Reply:
    """Words that answer nothing, and go with the case."""
    return Reply(text="这句一起记下了，工作人员会看到。")


def send_photos() -> Reply:
    """Photos that were promised and not sent."""
    return Reply(text="好的，直接发到这里就行，发几张都可以。")


def bad_phone(digits: int) -> str:
    """A number that can't be one."""
    return (
        f"这个号码有 {digits} 位，好像不对：手机号是 11 位，以 1 开头。请再发一次，座机请带区号。"
    )


def leave_phone() -> Reply:
    """The person chose to leave a number."""
    return Reply(text="好的，请发手机号。举报人的信息会保密，商家看不到。", buttons=(b.ANONYMOUS,))


def received(count: int, recordings: tuple[str, ...]) -> str:
    """How much evidence is kept by now: 2 张照片、1 条语音.

    Args:
        count: Of all of it.
        recordings: What those are that are no pictures.
    """
    sorts = [media.partition("/")[0] for media in recordings]
    voices, videos = sorts.count("audio"), sorts.count("video")
    files, photos = len(sorts) - voices - videos, count - len(sorts)
    counted = ((photos, "张照片"), (voices, "条语音"), (videos, "段视频"), (files, "份文件"))
    return f"已收到 {'、'.join(f'{n} {unit}' for n, unit in counted if n)}。"


def same_person() -> str:
    """A further complaint of somebody who told a moment ago who they are."""
    return "您的姓名、电话和地址，我沿用上一件的。"


def located() -> str:
    """A location was taken."""
    return "定位收到了。"


def located_without_matter() -> Reply:
    """A location or a card came first."""
    return Reply(
        text="收到了。那里发生了什么？说一句就行，或者先点一个：",
        buttons=(b.COMPLAINT, b.REPORT, b.QUERY),
    )


def stuck(can_submit: bool, times: int) -> Reply:  # noqa: FBT001 - decides the words
    """A question failed twice: offer another way."""
    if times > 1:
        return Reply(
            text="您已说的我都留着。发「人工」我就转给工作人员；不办了发「取消」。",
            buttons=(b.SEND_AS_IS, b.PERSON) if can_submit else (b.TO_REPORT, b.PERSON),
        )
    if can_submit:
        text = "这一项先空着也能提交，工作人员会再和您核实。或者我转给人工？"
        return Reply(text=text, buttons=(b.SEND_AS_IS, b.PERSON, b.GO_ON))
    text = "投诉要实名才能受理，缺这一项我交不上去。可以改为匿名举报，或者转给人工帮您登记。"
    return Reply(text=text, buttons=(b.TO_REPORT, b.PERSON, b.GO_ON))


def stuck_on_kind() -> Reply:
    """It stays unclear what the person wants."""
    return Reply(
        text="没关系，我把您的话转给工作人员看，好吗？点「找人工」就行；也可以点上面的一个选项。",
        buttons=(b.PERSON, b.COMPLAINT, b.REPORT, b.CANCEL),
    )


def name_refused(times: int) -> Reply:
    """Why a complaint needs a name, and what is possible without."""
    text = (
        "不想留名，我理解。不过按《市场监督管理投诉举报处理办法》，**投诉**要有真实姓名、"
        "电话和地址，"
        "因为要替您和商家调解；商家违法的部分可以**匿名举报**，但举报不处理退款和赔偿。怎么办好？"
    )
    if times > 1:
        text = "两条路：实名投诉（能要求退赔），或匿名举报（查违法行为）。点一个就行。"
    return Reply(text=text, buttons=(b.TO_REPORT, b.REAL_NAME, b.PERSON))


def claim_beside_report(*, unnamed: bool) -> str:
    """Money is claimed after a report was filed: what that takes, and that the report goes on."""
    first = "匿名举报" if unnamed else "举报"
    return (
        f"{first}不处理退款和赔偿。要商家退钱，得另外提一件**实名投诉**："
        "前面说过的我都带过来了，举报照常核查。"
    )


def became_report() -> str:
    """The complaint goes on as an anonymous report."""
    return "好的，改为**匿名举报**，不留您的姓名和电话。"


def taken_up(began: datetime) -> Reply:
    """A draft of an earlier day goes on."""
    on = days_ago(began, 0)
    return Reply(text=f"{on}没填完的内容还在，还没有提交，我们接着填；要从头来发「重来」。")


def put_down(began: datetime) -> Reply:
    """A draft of an earlier day makes room for a new matter."""
    on = days_ago(began, 0)
    return Reply(text=f"{on}没填完的那件没有提交，先放下了；现在说的这件我重新记。")
