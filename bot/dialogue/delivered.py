"""What an officer's notice, once it was delivered, means for the person's next message."""

from api.contract.codes import Template
from api.contract.delivery import Notice
from bot.dialogue.conversation import Conversation
from bot.dialogue.traces import Engaged, OpenQuestion
from bot.dialogue.volunteering import told_standing

_ASKING = frozenset({Template.question, Template.papers_asked})
_CLOSING = frozenset(
    {
        Template.closed,
        Template.refused,
        Template.terminated,
        Template.not_filed,
        Template.redirected,
        Template.merged,
    }
)


def note_delivered(conversation: Conversation, notice: Notice) -> Conversation:
    """Remember what an officer's notice means for the next message of the person."""
    if notice.volunteer is not None:
        return told_standing(conversation, notice.volunteer)
    conversation = conversation.but(engaged=Engaged(number=notice.number, at=notice.at))
    others = tuple(q for q in conversation.questions if q.number != notice.number)
    if notice.template in _ASKING:
        asked = OpenQuestion(number=notice.number, text=notice.text or "")
        return conversation.but(questions=(*others, asked))
    if notice.template in _CLOSING:
        ended = tuple(dict.fromkeys((*conversation.ended, notice.number)))
        known = conversation.urgent
        urgent = None if known is not None and known.number == notice.number else known
        closed = notice.template is Template.closed
        unrated = notice.number if closed else conversation.unrated
        return conversation.but(questions=others, ended=ended, urgent=urgent, unrated=unrated)
    if notice.template is Template.sent_back:
        again = tuple(number for number in conversation.ended if number != notice.number)
        unrated = None if conversation.unrated == notice.number else conversation.unrated
        return conversation.but(ended=again, unrated=unrated)
    return conversation
