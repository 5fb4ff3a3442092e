"""The conversation that goes with a filing: what was said on both sides, for people to read."""

from collections.abc import Sequence
from datetime import datetime

from api.contract.models import FileRequest, Said
from bot.message import Line, Reply

LINES = 200
"""As many of the last lines as are taken along."""
_LONGEST = 20_000


def with_talk(
    body: FileRequest, lines: Sequence[Line], replies: Sequence[Reply], at: datetime
) -> FileRequest:
    """The filing with its conversation, from its first message on.

    Args:
        body: What the dialogue wants filed.
        lines: The transcript, with the message that is being answered.
        replies: What is answered to that message before the filing, such as to see a doctor.
        at: When that message was written.
    """
    begin = min((said.at for said in body.messages), default=at)
    told = [_said(line) for line in lines if line.at >= begin]
    told += [
        Said(id=f"reply:{no}", at=at, text=reply.text[:_LONGEST], from_citizen=False)
        for no, reply in enumerate(replies)
    ]
    return body.model_copy(update={"talk": tuple(told)})


def _said(line: Line) -> Said:
    return Said(
        id=f"line:{line.seq}",
        at=line.at,
        text=line.text[:_LONGEST],
        from_citizen=line.from_citizen,
        photos=len(line.photos),
    )
