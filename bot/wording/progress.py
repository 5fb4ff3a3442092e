"""How cases stand, what was added to them, what was taken back."""

from api.contract.codes import State
from api.contract.models import CaseView, CityInfo
from bot.message import Button, Reply
from bot.wording import buttons as b
from bot.wording.deadlines import explained, promise, running
from bot.wording.labels import STATES, kind
from bot.wording.plain import clean, clean_lines, fit
from bot.wording.times import local_day, moment_day

_MOST_LISTED = 5


def standing(view: CaseView) -> str:
    """One case: state, next date, question, result."""
    since = local_day(view.received_at)
    received = moment_day(view.received_at, view.received_at)
    head = f"{kind(view.kind)} **{view.number}**：**{STATES[view.state]}**"
    lines = [f"{head}（{received} 收到，{clean(view.office, 30) or '待分派'}）"]
    if view.facts.merchant:
        lines.append(f"　对象：{clean(view.facts.merchant, 40)}")
    lines.extend(f"　{promise(d, since)}" for d in running(view)[:2] if view.open)
    if view.question:
        lines.append(f"　**等您回答**：{clean(view.question, 300)}")
    if view.result:
        lines.append(f"　结果：{clean_lines(view.result, 800)}")
    return "\n".join(lines)


def overview(views: list[CaseView]) -> Reply:
    """The cases of a chat, newest first."""
    if not views:
        return nothing_found()
    parts = [standing(view) for view in views[:_MOST_LISTED]]
    if len(views) > _MOST_LISTED:
        parts.append(f"还有 {len(views) - _MOST_LISTED} 件更早的，发编号加查询码可以单独查。")
    return Reply(text=fit("\n".join(parts)), buttons=(b.WHY,))


def opened(views: list[CaseView], *, followed: bool) -> Reply:
    """The cases of a number and its code; from now on their news comes here too."""
    rest = ("以后的进展也会发到这里。",) if followed else ()
    parts = [*(standing(view) for view in views), *rest]
    return Reply(text=fit("\n".join(parts)), buttons=(b.PROGRESS, b.WHY))


def taken_up(views: list[CaseView]) -> Reply:
    """Cases that were filed elsewhere go on here, as far as a receipt code goes."""
    rest = (
        "有新材料，直接发文字或照片。为保护来件人，这里看不到姓名、电话和以前的对话；"
        "要改这些内容或撤回，请用当初登记的聊天。"
    )
    first = "查询码核对无误，**可以在这里接着办**。以后的进展也会发到这里。"
    parts = [first, *(standing(view) for view in views), rest]
    return Reply(text=fit("\n".join(parts)), buttons=(b.PROGRESS, b.WHY))


def nothing_found() -> Reply:
    """This chat has no case."""
    return Reply(
        text="这个聊天里没有登记过案件。如果是在别处登记的，请把**编号和查询码**一起发来，"
        "比如：SZ-20261121-0007 K7QM-2F9D-XW4T-8HPA。"
    )


def code_wanted() -> Reply:
    """A number alone proves nothing."""
    return Reply(text="要查这个编号，请把登记时给您的**查询码**也发来，形如 K7QM-2F9D-XW4T-8HPA。")


def number_wanted() -> Reply:
    """A receipt code alone names no case."""
    return Reply(text="还需要**编号**，形如 SZ-20261121-0007。请把编号和查询码一起发来。")


def no_match() -> Reply:
    """Number and code don't fit, which of them is not told."""
    return Reply(
        text="编号和查询码对不上，查不到。请对照当时的截图核对一遍，注意字母和数字别混；"
        "都对还是查不到，点「找人工」。",
        buttons=(b.PERSON,),
    )


def why(views: list[CaseView]) -> Reply:
    """How the dates of the open cases were counted."""
    if not views:
        return Reply(
            text="您现在没有在办的案件，没有期限可以解释。想了解一般的办理期限，直接问就行。"
        )
    return Reply(text=fit("\n".join(explained(view) for view in views[:3])))


def pick_case(views: list[CaseView], purpose: str) -> Reply:
    """Which of several cases."""
    listed = tuple(_case_button(n, view) for n, view in enumerate(views[:8], start=1))
    return Reply(text=f"您有 {len(views)} 件在办，{purpose}？", buttons=listed)


def is_it_for(numbers: tuple[str, ...]) -> Reply:
    """Words that may belong to a case told before."""
    picks = tuple(b.pick(n, f"补充到 {clean(number, 30)}") for n, number in enumerate(numbers, 1))
    return Reply(
        text="这是要补充到之前登记的案件里吗？是的话点一下；是另一件事，请说说哪家店、发生了什么。",
        buttons=(*picks, b.NO_MATTER),
    )


def not_added() -> Reply:
    """Nothing was added after all."""
    return Reply(text="好的，没有补充进去。")


def still_asked(asked: dict[str, str]) -> Reply:
    """What officers asked while something else was told."""
    lines = [f"**{clean(number)}**：{clean(text, 200)}" for number, text in asked.items()]
    return Reply(text=fit("\n".join(["办理人员还在等您回答：", *lines, "直接回复就行。"])))


def which_question(asked: dict[str, str]) -> Reply:
    """Several officers asked something: whose question is answered?"""
    lines = [
        f"{n}. **{clean(number)}**：{clean(text, 80)}"
        for n, (number, text) in enumerate(asked.items(), 1)
    ]
    picks = tuple(b.pick(n, clean(number, 30)) for n, number in enumerate(asked, 1))
    return Reply(text=fit("\n".join(["您这条是回答哪一件的？", *lines])), buttons=picks)


def pick_again(numbers: tuple[str, ...], times: int) -> Reply:
    """The choice was not understood."""
    listed = tuple(b.pick(n, clean(number, 30)) for n, number in enumerate(numbers, start=1))
    if times == 1:
        text = "点一下是哪一件；不用了就发「取消」。"
    else:
        text = "您发的我都留着。点一件的编号，或者点「找人工」，由工作人员来归到对的那一件。"
    return Reply(text=text, buttons=(*listed, b.PERSON, b.CANCEL))


def added(numbers: tuple[str, ...], *, photos: int) -> Reply:
    """Something was added to a case, or to both of one message."""
    what = f"（{photos} 份照片或文件）" if photos else ""
    return Reply(text=f"已补充到 {_named(numbers)}{what}，办理人员会看到。")


def put_right(numbers: tuple[str, ...], value: str) -> Reply:
    """What was filed is corrected in its cases; a personal detail is not repeated."""
    now = f"改好了：**{clean(value, 60)}**。" if value else "改好了。"
    return Reply(text=f"{now}{_named(numbers)} 的办理人员会看到。")


def _named(numbers: tuple[str, ...]) -> str:
    return "、".join(f"**{clean(number, 40)}**" for number in numbers)


def answer_passed_on(view: CaseView) -> Reply:
    """A question of an officer was answered."""
    return Reply(text=f"收到，您的回答已交给 **{view.number}** 的办理人员。")


def not_open(number: str) -> Reply:
    """The case takes nothing more."""
    return Reply(
        text=f"**{clean(number)}** 已经办结，补充不进去了。要是有新情况，直接说，我另外登记。",
        buttons=(b.COMPLAINT, b.PERSON),
    )


def added_after_end(view: CaseView) -> Reply:
    """The case is over; its handler is told all the same, and nothing starts anew by itself."""
    return Reply(
        text=f"已转给 **{view.number}** 的办理人员。这一件{STATES[view.state]}，"
        "不会因此自动重新办理；要另外要求商家退款、赔偿，可以再登记一件投诉，您刚才说的我带过去。",
        buttons=(b.COMPLAINT, b.PERSON),
    )


def take_your_time(asked: dict[str, str]) -> Reply:
    """An answer was promised."""
    return Reply(text=fit(f"好的，不急，找到了直接发来。{_open_ones(asked)}"))


def why_officer_asks(asked: dict[str, str]) -> Reply:
    """Why an officer asks, as far as it is known here."""
    return Reply(
        text=fit(
            f"办理人员核实情况、联系商家时要用到。没有也可以直说「没有」。{_open_ones(asked)}"
        )
    )


def asked_back(view: CaseView, asked: str) -> Reply:
    """A question to the officer; the officer's own stays open."""
    return Reply(
        text=f"您的问题已转给 **{view.number}** 的办理人员，答复会发到这里。"
        f"刚才问您的还留着：**{clean(asked, 200)}**，有了就直接发来。"
    )


def _open_ones(asked: dict[str, str]) -> str:
    return "".join(f"\n要的是：**{clean(text, 200)}**" for text in asked.values())


def nothing_to_add_to() -> Reply:
    """A supplement without an open case."""
    return Reply(
        text="没有找到您在办的案件，这些材料补不进去。是一件新的事吗？直接说发生了什么，"
        "我来登记。",
        buttons=(b.COMPLAINT, b.REPORT, b.PERSON),
    )


def nothing_to_withdraw() -> Reply:
    """A withdrawal without an open case."""
    return Reply(text="没有找到您在办的案件，不用撤回。如果是在别的聊天里登记的，请在那边撤回。")


def confirm_withdrawal(number: str) -> Reply:
    """Is it really to be withdrawn?"""
    return Reply(
        text=f"确定要撤回 **{clean(number)}** 吗？投诉和咨询撤回后不再办理；"
        "举报反映的违法问题仍会核查。",
        buttons=(b.YES_WITHDRAW, b.NO_KEEP),
    )


def withdrawn(view: CaseView) -> Reply:
    """What became of the wish: a violation is checked all the same."""
    number = f"**{view.number}**"
    if view.state is State.withdrawn:
        return Reply(text=f"{number} 已撤回。如果问题已经解决，那就好；需要时再来。")
    if not view.open or view.state is State.terminated:
        return Reply(text=f"{number} 的调解已按您的意愿终止。需要时再来。")
    return Reply(
        text=f"您想撤回 {number}，已告诉办理人员。举报反映的违法问题，监管部门仍会依法核查。"
    )


def kept() -> Reply:
    """The withdrawal was called off."""
    return Reply(text="好的，不撤，继续办理。")


def material_without_matter(received: str) -> Reply:
    """Photos or files came first."""
    return Reply(
        text=f"{received}是哪家店、什么问题？说一句就行，或者先点一个：",
        buttons=(b.COMPLAINT, b.REPORT, b.QUERY),
    )


def _case_button(position: int, view: CaseView) -> Button:
    about = clean(view.facts.merchant or view.facts.place or "", 14)
    return b.pick(position, f"{kind(view.kind)} {view.number} {about}".strip())


def number_lost(city: CityInfo) -> Reply:
    """Neither number nor code is at hand, and this chat holds no case."""
    return Reply(
        text="没有编号也有办法：在当初登记的那个聊天里发「进度」，不用编号；"
        f"或打 {clean(city.hotline)}，报您的姓名和电话，请工作人员查。想重新反映，直接说事就行。"
    )
