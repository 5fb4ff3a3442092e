"""What an officer is told that is about no single case: the bot chat, the morning's digest."""

from api.contract.news import ChatNews, Digest, DigestCase, DigestGroup, HandlerLoad, News
from bot.message import Button, Reply
from bot.wording.deadlines import date_of, until
from bot.wording.labels import kind
from bot.wording.plain import clean, fit
from bot.wording.times import clock, local_day, moment_day

_CHAT = {
    "chat_bound": "🔗 **已绑定**：以后的提醒会发到这个聊天（{chat}，{at}）。"
    "不是您本人绑定的，请马上在网页「账号」页解除绑定并修改密码。",
    "chat_unbound": "🔗 **已解除绑定**：{chat}，{at}。",
    "chat_lost": "🔗 **聊天收不到消息，已解除绑定**：{chat}，{at}。",
}


def render(news: News) -> Reply:
    """Turn it into words."""
    return _digest(news) if isinstance(news, Digest) else _chat(news)


def _chat(news: ChatNews) -> Reply:
    at = f"{moment_day(news.at, news.at)} {clock(news.at)}"
    return Reply(text=_CHAT[news.news].format(chat=clean(news.chat) or "Telegram", at=at))


def _digest(digest: Digest) -> Reply:
    on = digest.on
    lines = [
        f"☀️ **{on.month}月{on.day}日工作提要** · {clean(digest.office)}",
        f"未结 {digest.open} 件",
        *_group("🚨 紧急", digest.emergencies, digest),
        *_group("❗ 已超期", digest.late, digest),
        *_group("⏰ 今天到期", digest.due_today, digest),
        *_group("📭 未分派", digest.unassigned, digest),
        *(["**各人手上**", *map(_load, digest.handlers)] if digest.handlers else []),
    ]
    shown = Button(label="打开待办", payload="queue:all:1")
    return Reply(text=fit("\n".join(lines)), buttons=(shown,))


def _group(title: str, group: DigestGroup, digest: Digest) -> list[str]:
    if not group.count:
        return [f"{title} 0 件"]
    more = group.count - len(group.cases)
    tail = [f"　还有 {more} 件"] if more > 0 else []
    return [f"**{title} {group.count} 件**", *(_line(one, digest) for one in group.cases), *tail]


def _line(one: DigestCase, digest: Digest) -> str:
    due = f"{date_of(one.due, local_day(digest.at))} 前{until(one.due)}" if one.due else ""
    who = clean(one.handler or "未分派", 20)
    parts = (clean(one.merchant or "", 20), due, f"{clean(one.office, 20)} {who}")
    return f"· {kind(one.kind)} {one.number} " + "｜".join(part for part in parts if part)


def _load(load: HandlerLoad) -> str:
    counts = f"未结 {load.open}，今天到期 {load.due_today}，超期 {load.late}"
    return f"· {clean(load.name, 20)}（{clean(load.office, 20)}）：{counts}"
