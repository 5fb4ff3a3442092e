"""How a move's fields are asked for in the officers' bot, one after another, and confirmed.

The first line of each question stands in 〔〕 and names case and move: a reply to one that is over
is told apart from the answer to the present one.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from api.contract.codes import Move
from api.contract.desk import Choice, LawfulMove, Objection
from bot.message import Button, Reply
from bot.wording.plain import clean, clean_lines
from bot.wording.times import day

_HEAD = re.compile(r"〔(?:[A-Z]{1,8}-\d{8}-\d{4,9} · )?[^〕]+〕")
_DAYS = (1, 3, 5, 7, 15)
_DATE = re.compile(r"(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?")
_MOST_SHOWN = 8
"""Objections in one message; the gravest come first."""
_YUAN = re.compile(r"[¥￥]?\s*(\d{1,9}(?:\.\d{1,2})?)\s*[元块]?")
_MOST_YUAN = 100_000_000
_WORDS = 5000
"""Characters of an officer's words that are shown again before they are sent."""


def head(lawful: LawfulMove, number: str) -> str:
    """The first line of a question."""
    return f"〔{number} · {lawful.label}〕" if number else f"〔{lawful.label}〕"


def head_of(text: str) -> str | None:
    """The first line of a question; any other message of ours gives None.

    Only a whole first line counts: further down a message may quote a stranger.
    """
    first = text.partition("\n")[0].strip()
    return first if _HEAD.fullmatch(first) else None


def ground(lawful: LawfulMove, number: str, draft: str, *, again: bool = False) -> Reply:
    """Ask for the listed ground."""
    ask = "依据哪一项？点数字，或者把数字发给我。"
    lines = [head(lawful, number), f"没有这一项。{ask}" if again else ask]
    lines += [f"{no}. {clean(g.text, 300)}" for no, g in enumerate(lawful.grounds, 1)]
    buttons = tuple(
        Button(label=str(no), payload=f"fill:{draft}:ground:{one.code}")
        for no, one in enumerate(lawful.grounds, 1)
    )
    return Reply(
        text="\n".join([*lines, _source(lawful)]).strip(), buttons=(*buttons, drop(draft))
    )


def office(
    lawful: LawfulMove, number: str, draft: str, found: Sequence[Choice], sought: str = ""
) -> Reply:
    """Ask for an office, with those found so far."""
    lines = [head(lawful, number)]
    if sought and not found:
        lines.append(f"没有找到名称里有「{clean(sought, 20)}」的办公室，请换一个词再发给我。")
    else:
        lines.append("哪个办公室？点一个；不在里面就把名称里的几个字发给我。")
    buttons = tuple(
        Button(label=clean(one.text, 30), payload=f"fill:{draft}:office:{one.code}")
        for one in found
    )
    return Reply(
        text="\n".join([*lines, _source(lawful)]).strip(), buttons=(*buttons, drop(draft))
    )


def on(lawful: LawfulMove, number: str, draft: str, today: date, *, again: bool = False) -> Reply:
    """Ask for a day, today or later."""
    sample = today + timedelta(days=10)
    ask = f"哪一天？点一个，或者写成「{sample.month}月{sample.day}日」。"
    said = f"这个日期没看懂，或者已经过去了。{ask}" if again else ask
    buttons = tuple(
        Button(label=f"{one.month}月{one.day}日", payload=f"fill:{draft}:date:{one.isoformat()}")
        for one in (today + timedelta(days=ahead) for ahead in _DAYS)
    )
    lines = [head(lawful, number), said, _source(lawful)]
    return Reply(text="\n".join(lines).strip(), buttons=(*buttons, drop(draft)))


def read_day(text: str, today: date) -> date | None:
    """A day as officers write it: 12月1日, 2026-12-01, 12.1; without a year the next such day."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    year = int(found[1] or today.year)
    try:
        read = date(year, int(found[2]), int(found[3]))
        if read < today and found[1] is None:
            read = read.replace(year=year + 1)
    except ValueError:
        return None
    return read if read >= today else None


def another(
    lawful: LawfulMove, number: str, draft: str, linked: Sequence[str], *, again: bool = False
) -> Reply:
    """Ask for the number of another case."""
    ask = (
        "先前那件案件的编号是什么？点一个，或者发给我。"
        if linked
        else "请把先前那件案件的编号发给我。"
    )
    said = f"这不是案件编号。{ask}" if again else ask
    buttons = tuple(Button(label=one, payload=f"fill:{draft}:case:{one}") for one in linked)
    lines = [head(lawful, number), said, _source(lawful)]
    return Reply(text="\n".join(lines).strip(), buttons=(*buttons, drop(draft)))


def amount(lawful: LawfulMove, number: str, draft: str, *, again: bool = False) -> Reply:
    """Ask for an amount of yuan."""
    ask = "一共多少元？请直接发数字，比如 268 或 268.50。"
    said = f"没有看懂这个金额。{ask}" if again else ask
    lines = [head(lawful, number), said, _source(lawful)]
    return Reply(text="\n".join(lines).strip(), buttons=(drop(draft),))


def read_amount(words: str) -> Decimal | None:
    """Yuan as typed, with at most two decimals; None for anything else."""
    found = _YUAN.fullmatch(words.replace(",", "").replace("，", ""))
    amount = Decimal(found[1]) if found else None
    return amount if amount is not None and amount <= _MOST_YUAN else None


def text(lawful: LawfulMove, number: str, draft: str) -> Reply:
    """Ask for the officer's own words."""
    lines = [head(lawful, number), _source(lawful), f"请写下{_wanted(lawful.move)}，直接发给我。"]
    return Reply(text="\n".join(filter(None, lines)), buttons=(drop(draft),))


def which(
    lawful: LawfulMove, draft: str, numbers: Sequence[str], photos: int, *, again: bool = False
) -> Reply:
    """Ask which case photos belong to."""
    ask = "放进哪一件案件？点一个，或者把编号发给我。"
    said = f"没有找到这件案件。{ask}" if again else f"收到 {photos} 张照片。{ask}"
    buttons = tuple(Button(label=one, payload=f"fill:{draft}:number:{one}") for one in numbers)
    return Reply(text=f"{head(lawful, '')}\n{said}", buttons=(*buttons, drop(draft)))


def confirm(
    lawful: LawfulMove, number: str, draft: str, filled: Sequence[tuple[str, str]]
) -> Reply:
    """Show all that will be sent, to be confirmed.

    Args:
        lawful: The move.
        number: Of the case.
        draft: Names the draft in buttons.
        filled: What was filled in, titles and words; the officer's own words come last.
    """
    lines = [head(lawful, number), "请核对："]
    lines += [f"{title}：{clean_lines(words, _WORDS)}" for title, words in filled]
    lines.append(_seen_by(lawful.move))
    yes = "发送" if lawful.move in {Move.reply, Move.ask} else "确认提交"
    buttons = [Button(label=yes, payload=f"send:{draft}")]
    if "text" in lawful.needs:
        buttons.append(Button(label="重写", payload=f"again:{draft}"))
    return Reply(text="\n".join(lines), buttons=(*buttons, drop(draft)))


def confirm_first() -> Reply:
    """Words came while only the confirmation is wanted."""
    return Reply(
        text="刚才那一步还没提交。要提交请点按钮；要改内容请先点［重写］；不办了点［取消］。"
    )


def objected(lawful: LawfulMove, number: str, draft: str, found: Sequence[Objection]) -> Reply:
    """The words did not go out: what the check says, and what can be done now."""
    blocked = any(one.severity == "block" for one in found)
    lines = [
        head(lawful, number),
        "还没有发出。发送前检查发现：" if blocked else "还没有发出，请先看看：",
    ]
    for no, one in enumerate(found[:_MOST_SHOWN], 1):
        grave = "不能发" if one.severity == "block" else "提醒"
        lines.append(f"{no}. 【{grave}】{clean(one.why, 300)}")
    if len(found) > _MOST_SHOWN:
        lines.append(f"还有 {len(found) - _MOST_SHOWN} 条，改好后会再检查。")
    further = (
        Button(label="请主管放行", payload=f"override:{draft}")
        if blocked
        else Button(label="仍然发送", payload=f"anyway:{draft}")
    )
    again = Button(label="重写", payload=f"again:{draft}")
    return Reply(text="\n".join(lines), buttons=(again, further, drop(draft)))


def drop(draft: str) -> Button:
    """The button that gives a draft up."""
    return Button(label="取消", payload=f"drop:{draft}")


def dropped(lawful: LawfulMove, number: str) -> Reply:
    """Nothing was done."""
    return Reply(text=f"{head(lawful, number)}\n已取消，什么都没有提交。")


def made(lawful: LawfulMove, number: str) -> Reply:
    """Takes the place of the confirmation, so that its buttons are gone."""
    return Reply(text=f"{head(lawful, number)}\n✅ {clean(lawful.done or lawful.label, 200)}")


def held(lawful: LawfulMove, number: str) -> Reply:
    """The words wait for a supervisor."""
    return Reply(
        text=f"{head(lawful, number)}\n✍️ 还没有发出，已请主管放行；放行或者退回都会通知您。"
    )


def nothing_to_drop() -> Reply:
    """取消, and nothing is on its way."""
    return Reply(text="现在没有填到一半的内容。")


def over() -> Reply:
    """An answer to a question that is over."""
    return Reply(text="这一步已经提交、取消或者过期，刚才的话没有发出去。要办请重新打开案卡。")


def _source(lawful: LawfulMove) -> str:
    parts = (clean(lawful.hint, 120), clean(lawful.article, 80))
    return "；".join(part for part in parts if part)


def _wanted(move: Move) -> str:
    return {
        Move.ask: "要对方补充什么",
        Move.reply: "要对对方说的话",
        Move.note: "备注",
        Move.request_extension: "申请延期的原因",
        Move.register_order: "工单编号",
    }.get(move, "理由或结果")


def _seen_by(move: Move) -> str:
    if move is Move.note:
        return "只有内部能看到。"
    if move in {Move.reply, Move.ask}:
        return "点［发送］后，对方会在聊天里看到上面的原话。"
    return "提交后依法记入案件，需要告知对方的会发到对方的聊天里。"


def day_of(on_: date, today: date) -> str:
    """A chosen day in words."""
    return day(on_, today)
