"""Reads a message as the shipped understanding does."""

from api.contract.understood import UnderstandRequest, Understood
from bot.message import InboundMessage
from bot.root.reading import read_messages
from knowledge.cities.load import load_city


def understood(
    message: InboundMessage, near: str | None = None, told: str | None = None
) -> Understood:
    """What a message means in Shenzhen."""
    reader = read_messages(load_city("shenzhen"))
    return reader.understand(
        UnderstandRequest(text=message.text, at=message.at, near=near, told=told)
    )
