"""A volunteer's tip: where, what was seen, handed in, and what came of it."""

from collections.abc import Mapping, Sequence

from api.contract.codes import LABELS, Hazard, TipStanding, VolunteerStanding
from api.contract.models import CityInfo, Facts, Receipt
from api.contract.understood import MerchantCandidate
from bot.message import Button, Reply
from bot.wording import buttons as b
from bot.wording.deadlines import promise_short, running
from bot.wording.filed import filed as filed_plainly
from bot.wording.plain import clean, fit
from bot.wording.times import local_day
from bot.wording.volunteers import MY_TIPS, STANDINGS

SEEN: Mapping[str, str] = {
    "unlicensed": "无证",
    "kitchen": "后厨脏",
    "pests": "老鼠蟑螂",
    "expired": "过期",
    "tableware": "餐具",
    "other": "其他",
}
"""What can be picked, by its code."""
HERE = Button(label="就在我现在的位置", payload="tip:here")
NAME_IT = Button(label="输入店名", payload="tip:name")
NO_NAME = Button(label="不知道店名", payload="tip:skip")
NO_AREA = Button(label="不清楚", payload="tip:skip")
HAND_IN = Button(label="提交线索", payload="cmd:submit")
DROP = Button(label="不交了", payload="cmd:cancel")


def received(title: str, photos: int) -> str:
    """A tip begins."""
    shown = f"，照片 {photos} 张" if photos else ""
    return f"**{clean(title)}**，收到{shown}。"


def where(times: int, earlier: str | None) -> Reply:
    """Which shop, or where; or whether it belongs to the last one that was handed in."""
    if times <= 1:
        add = (Button(label=f"补到 {clean(earlier, 30)}", payload="tip:add"),) if earlier else ()
        return Reply(text="是哪一家？", buttons=(HERE, NAME_IT, *add))
    return Reply(text="是哪一家？发个定位，或者写店名、路名，有一样就行。", buttons=(HERE,))


def where_stuck(city: CityInfo) -> Reply:
    """Neither a shop nor a place, twice."""
    return Reply(
        text="还不知道是哪里，线索交不出去。写一个附近的路名或店名就行；说不清就点「找人工」，"
        f"或打 {clean(city.hotline)}。",
        buttons=(b.PERSON, DROP),
    )


def how_to_locate() -> Reply:
    """The phone's own button sends it."""
    return Reply(text="请用输入框旁边的定位按钮，把现在的位置发给我。")


def name_it() -> Reply:
    """The name is typed."""
    return Reply(text="店名叫什么？写招牌上的几个字就行。")


def which(found: Sequence[MerchantCandidate], *, near: bool, times: int) -> Reply:
    """One of several registered traders."""
    lead = f"附近有 {len(found)} 家登记的店，是哪一家？" if near else "是这一家吗？"
    text = lead if times <= 1 else "点一家，或者点「都不是」。"
    picks = tuple(b.pick(n, _trader(one)) for n, one in enumerate(found, start=1))
    return Reply(text=text, buttons=(*picks, b.NONE_OF_THEM))


def name(times: int) -> Reply:
    """The place is known, the shop is not."""
    text = "店名叫什么？" if times <= 1 else "招牌上写的什么？几个字就行，不知道就点下面。"
    return Reply(text=text, buttons=(NO_NAME,))


def area(districts: Sequence[str], times: int) -> Reply:
    """The district, so that the right office gets it."""
    text = "在哪个区？" if times <= 1 else "点一个区，线索才能交给当地的监管所。"
    listed = (
        Button(label=clean(one, 20), payload=f"area:{n}") for n, one in enumerate(districts, 1)
    )
    return Reply(text=text, buttons=(*listed, NO_AREA))


def seen(times: int) -> Reply:
    """What was seen, among several."""
    text = "看到了什么？可多选，也可以自己写。"
    if times > 1:
        text = "看到了什么？点一个，或者写一句，比如「后厨有老鼠」。"
    return Reply(text=text, buttons=_seen_buttons(()))


def say_what() -> Reply:
    """其他 was picked."""
    return Reply(text="看到了什么？写一句就行。")


def ready(
    facts: Facts, hazards: Sequence[Hazard], picked: Sequence[str], photos: int, words: str
) -> Reply:
    """The whole tip, with one button to hand it in."""
    told = [LABELS[one] for one in hazards] + [SEEN[one] for one in picked if one != "other"]
    found = "、".join(told) or f"「{clean(words, 40)}」"
    spot = clean(facts.merchant or "", 40) or "（不知道店名）"
    place = clean(facts.merchant_address or facts.place or facts.district or "", 60)
    place = place or ("已发定位" if facts.location else "")
    shown = f"　照片：{photos} 张" if photos else ""
    lines = [f"线索：**{spot}** {place}".rstrip(), f"　看到：{found}"]
    lines += [shown] if shown else []
    lines.append("对就提交；还看到别的可以接着点、接着说。")
    return Reply(text=fit("\n".join(lines)), buttons=(HAND_IN, *_seen_buttons(picked), DROP))


def tipping_again(ask: str | None) -> Reply:
    """Back to a tip after something else."""
    text = _WAITING.get(ask or "", "线索还没交，填的都留着：提交吗？")
    return Reply(text=text, buttons=(HAND_IN, DROP) if ask is None else (DROP,))


def dropped() -> Reply:
    """Undone before it was handed in."""
    return Reply(text="好的，这条没有交。看到别的随时发给我。", buttons=(MY_TIPS,))


def filed(receipt: Receipt) -> Reply:
    """Handed in and credited."""
    lines = []
    for view in receipt.cases:
        office = clean(view.office, 40)
        lines.append(f"线索已交给**{office}**，编号 **{view.number}**。")
        lines += [f"　{promise_short(one, local_day(view.received_at))}" for one in running(view)]
    lines.append("核查有结果会告诉您，属实的计入您的服务记录。您的身份不会出现在案件里。")
    lines.append(f"查询码 **{receipt.receipt_code}**")
    return Reply(text=fit("\n".join(lines)), buttons=(MY_TIPS,))


def filed_uncredited(receipt: Receipt) -> Reply:
    """It is a report like anybody's, and why."""
    nobody = "这个聊天现在没有志愿者登记，这条按普通举报办理。"
    why = _UNCREDITED.get(receipt.credit, nobody) if receipt.credit else nobody
    plain = filed_plainly(receipt, anonymous=True)
    return plain.model_copy(update={"text": fit(f"{why}\n{plain.text}")})


def as_report(standing: VolunteerStanding) -> Reply:
    """Told before the questions of an ordinary report."""
    return Reply(text=_UNCREDITED[standing])


def as_complaint() -> Reply:
    """What was told is a dispute of one's own."""
    return Reply(text="这是您自己的消费纠纷，我按**投诉**登记，和志愿者线索分开。")


def result(standing: TipStanding) -> str:
    """What a notice adds for the volunteer whose tip it is."""
    if standing is TipStanding.checking:
        return ""
    credited = "，已计入您的服务记录" if standing is TipStanding.valid else ""
    return f"线索状态：**{STANDINGS[standing]}**{credited}。发「我的线索」看全部。"


def looked_at(words: Sequence[str]) -> str:
    """What was picked among the buttons, as words of the report."""
    return f"看到：{'、'.join(words)}"


def _seen_buttons(picked: Sequence[str]) -> tuple[Button, ...]:
    return tuple(
        Button(label=f"✓ {label}" if code in picked else label, payload=f"saw:{code}")
        for code, label in SEEN.items()
    )


def _trader(one: MerchantCandidate) -> str:
    where = clean(one.address.removeprefix(one.district), 18)
    return f"{clean(one.name, 24)} {where}".strip()


_WAITING = {
    "where": "接着交线索：是哪一家？店名、路名、定位都行。",
    "which": "接着交线索：是刚才列的哪一家？都不是就写店名。",
    "name": "接着交线索：店名叫什么？不知道就说不知道。",
    "area": "接着交线索：在哪个区？",
    "seen": "接着交线索：看到了什么？写一句就行。",
}
_UNCREDITED = {
    VolunteerStanding.pending: "您的志愿者登记还在审核，这条先按普通举报办理，可以匿名。",
    VolunteerStanding.suspended: "您的志愿者资格已暂停，这条按普通举报办理，可以匿名。",
    VolunteerStanding.refused: "您的志愿者登记没有通过，这条按普通举报办理，可以匿名。",
}
