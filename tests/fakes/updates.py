"""Updates as Telegram sends them."""

from typing import Any

from tests.fakes.telegram import ME, NOON

Raw = dict[str, Any]


def message(number: int, chat: int = 7, **content: object) -> Raw:
    who = {"id": chat, "is_bot": False, "first_name": "林"}
    where = {"id": chat, "type": "private", "first_name": "林"}
    base = {"message_id": number, "date": NOON, "chat": where, "from": who}
    return {"update_id": number, "message": {**base, **content}}


def text(number: int, words: str, chat: int = 7) -> Raw:
    return message(number, chat, text=words)


def photo(number: int, ref: str, chat: int = 7, **more: object) -> Raw:
    sizes = [(90, "small"), (1280, ref), (320, "middle")]
    shown = [
        {"file_id": name, "file_unique_id": name, "width": side, "height": side}
        for side, name in sizes
    ]
    return message(number, chat, photo=shown, **more)


def press(number: int, data: str, label: str = "", chat: int = 7, words: str = "好") -> Raw:
    keys = [[{"text": label, "callback_data": data}]]
    shown = {
        "message_id": 500,
        "date": NOON,
        "chat": {"id": chat, "type": "private", "first_name": "林"},
        "from": ME,
        "text": words,
        "reply_markup": {"inline_keyboard": keys},
    }
    query = {
        "id": f"q{number}",
        "from": {"id": chat, "is_bot": False, "first_name": "林"},
        "chat_instance": "1",
        "data": data,
        "message": shown,
    }
    return {"update_id": number, "callback_query": query}


def reply(number: int, words: str, to: str, chat: int = 7) -> Raw:
    """Words in answer to a message of ours."""
    where = {"id": chat, "type": "private", "first_name": "林"}
    earlier = {"message_id": 400, "date": NOON, "chat": where, "from": ME, "text": to}
    return message(number, chat, text=words, reply_to_message=earlier)


def edited(number: int, chat: int = 7, **content: object) -> Raw:
    """A message that was changed after it was sent."""
    changed = message(number, chat, edit_date=NOON + 60, **content)["message"]
    return {"update_id": number, "edited_message": changed}


def membership(number: int, chat: Raw, before: str, after: str) -> Raw:
    """What became of the bot itself in a chat."""

    def member(status: str) -> Raw:
        return {"user": ME, "status": status, "until_date": 0}

    who = {"id": 7, "is_bot": False, "first_name": "林"}
    change = {"chat": chat, "from": who, "date": NOON}
    change |= {"old_chat_member": member(before), "new_chat_member": member(after)}
    return {"update_id": number, "my_chat_member": change}
