"""What is stored of a person, having it erased, and the signed proof of what was filed."""

from collections.abc import Sequence

from api.contract.models import Reporter
from api.contract.privacy import Erasure, Level, Outcome, Stored, StoredCase
from api.contract.proof import SignedFiling
from bot.message import Button, Reply
from bot.wording import buttons as b
from bot.wording.labels import kind
from bot.wording.plain import clean, fit
from bot.wording.times import day, local_day, moment_day

ERASE = Button(label="删除我的信息", payload="own:erase")
RECEIPTS = Button(label="我的凭证", payload="own:receipts")
YES = Button(label="确认删除", payload="own:yes")
NO = Button(label="不删了", payload="own:no")

_MOST_LISTED = 15
_MOST_PROOFS = 3
_ROOM = 3000
"""Characters after which no further proof is begun: one that is cut off proves nothing."""
_LEVELS = {
    Level.restricted: "已封存，除依法保存外不再使用",
    Level.anonymised: "能认出您的内容已经去掉",
    Level.erased: "已删除",
}
_NEXT = {
    Level.restricted: "封存",
    Level.anonymised: "去掉能认出您的内容",
    Level.erased: "删除",
}
_WILL = {
    Outcome.erased: "删除，只留编号和日期",
    Outcome.restricted: "已办结，案卷依法要保存一段时间：封存，不再使用",
    Outcome.identity_removed: "还在办理：去掉您的姓名、电话和地址，按匿名举报继续办",
    Outcome.after_end: "还在办理，离不开这些信息：办结后封存",
    Outcome.already: "已经封存",
}
_DONE = {
    Outcome.erased: "已删除，只留编号和日期",
    Outcome.restricted: "已封存，除依法保存外不再使用",
    Outcome.identity_removed: "姓名、电话和地址已去掉，按匿名举报继续办理，结果仍发到这里",
    Outcome.after_end: "已记下，办结后封存",
    Outcome.already: "早已封存",
}


def stored(mine: Stored, *, volunteer: bool) -> Reply:
    """Everything that is stored of this chat, masked."""
    if not mine.cases:
        return _nothing(volunteer=volunteer)
    shown = mine.cases[-_MOST_LISTED:]
    lines = ["这个聊天登记过的案件里，存有您的这些信息："]
    lines += [_line(case) for case in reversed(shown)]
    if len(mine.cases) > len(shown):
        lines.append(f"还有 {len(mine.cases) - len(shown)} 件更早的没有列出。")
    lines += _of_volunteer(volunteer=volunteer)
    lines.append(f"依据：{clean(mine.basis, 80)}。您有权查阅、删除（{clean(mine.right, 120)}）。")
    return Reply(text=fit("\n".join(lines)), buttons=(ERASE, RECEIPTS))


def confirm(cases: Sequence[StoredCase], *, volunteer: bool, drops_draft: bool) -> Reply:
    """What would become of the wish, before anything is done."""
    lines = ["删除前请看清，依法能做到的是："]
    lines += [f"　{_name(case)}：{_WILL[case.wish]}" for case in cases[-_MOST_LISTED:]]
    if drops_draft:
        lines.append("　正在填、还没提交的内容：删除")
    lines += _of_volunteer(volunteer=volunteer)
    lines.append("做了就不能恢复。确定吗？")
    return Reply(text=fit("\n".join(lines)), buttons=(YES, NO))


def confirm_again() -> Reply:
    """The question once more, after something else."""
    return Reply(
        text="您的信息还没有删。要删，点「确认删除」；不删，点「不删了」。", buttons=(YES, NO)
    )


def nothing_to_erase(cases: Sequence[StoredCase], *, volunteer: bool) -> Reply:
    """There is no case, or all of them are locked up already."""
    if not cases:
        return _nothing(volunteer=volunteer)
    locked = "这些案件里您的信息早已封存，除依法保存外不再使用。"
    return Reply(text="\n".join([locked, *_of_volunteer(volunteer=volunteer)]))


def erased(done: Sequence[Erasure], *, drops_draft: bool) -> Reply:
    """What became of it, case by case, with the legal ground."""
    lines = ["已经办了："]
    lines += [
        f"　**{clean(one.number, 30)}**：{_DONE[one.outcome]}（{clean(one.article, 60)}）"
        for one in done[-_MOST_LISTED:]
    ]
    lines += ["　正在填、还没提交的内容：已删除"] if drops_draft else []
    lines.append("这里的聊天记录，在案件都办结、您也不再发消息之后，按规定的期限自动删除。")
    return Reply(text=fit("\n".join(lines)))


def unchanged() -> Reply:
    """Nothing was erased."""
    return Reply(text="好的，什么都没有删。")


def not_yours(number: str) -> Reply:
    """A case of that number does not belong to this chat."""
    return Reply(
        text=f"这个聊天里没有登记过 {clean(number, 30)}。在别处登记的，请用当初的聊天来删，"
        "或者点「找人工」。",
        buttons=(b.PERSON,),
    )


def receipts(filings: Sequence[SignedFiling]) -> Reply:
    """The signed proofs of this chat's filings, the newest first."""
    if not filings:
        return Reply(text="这个聊天还没有提交过案件，没有凭证。提交以后，发「我的凭证」就能看到。")
    lines = ["电子凭证由我们签名，能证明您何时提交了什么，请保存："]
    told = 0
    for one in filings[:_MOST_PROOFS]:
        if told and sum(map(len, lines)) > _ROOM:
            break
        told += 1
        lines.append(f"　**{'、'.join(clean(number, 30) for number in one.numbers)}**")
        lines.append(one.link or one.token)
    if len(filings) > told:
        lines.append(f"还有 {len(filings) - told} 次更早的提交没有列出。")
    if not filings[0].link:
        lines.append("核对时，把整段凭证粘贴到本单位网站的凭证核验页。")
    return Reply(text=fit("\n".join(lines)))


def _nothing(*, volunteer: bool) -> Reply:
    lines = ["这个聊天没有登记过案件。除了聊天记录，我们没有存您的信息。"]
    lines += _of_volunteer(volunteer=volunteer)
    lines.append("在别处登记的，请用当初的聊天来查，或者点「找人工」。")
    return Reply(text="\n".join(lines), buttons=(b.PERSON,))


def _of_volunteer(*, volunteer: bool) -> list[str]:
    return ["志愿者登记的姓名、手机号另外保存，发「退出志愿者」可以删除。"] if volunteer else []


def _name(case: StoredCase) -> str:
    received = moment_day(case.received_at, case.received_at)
    return f"{kind(case.kind)} **{clean(case.number, 30)}**（{received}）"


def _line(case: StoredCase) -> str:
    parts = [_who(case.identity), f"您发的消息 {case.messages} 条", f"照片 {case.photos} 张"]
    if case.level is not None:
        parts.append(_LEVELS[case.level])
    if case.next_level is not None and case.next_on is not None:
        since = local_day(case.received_at)
        parts.append(f"{day(case.next_on, since)}起{_NEXT[case.next_level]}")
    return f"　{_name(case)}：{'；'.join(parts)}"


def _who(identity: Reporter | None) -> str:
    """As masked by the tracker, without a sign that means bold here."""
    if identity is None:
        return "没有留姓名和联系方式"
    named = (("姓名", identity.name), ("电话", identity.phone), ("地址", identity.address))
    told = (f"{what} {value.replace('*', '×')}" for what, value in named if value)
    return "，".join(told) or "没有留姓名和联系方式"
