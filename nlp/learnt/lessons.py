"""What the weights learn from: labelled messages and example sentences, as the rules read them."""

from dataclasses import dataclass
from hashlib import sha256

from knowledge.codes import Kind
from knowledge.lexicon.loader import examples_version, load_examples, load_lexicon
from knowledge.lexicon.messages import LabelledMessage, load_messages, messages_digest
from knowledge.lexicon.schema import ExampleGroup
from nlp.intent.facts import UNSAFE
from nlp.intent.ruled import rule
from nlp.intent.signs import signs, signs_of_words
from nlp.intent.weighed import BOTH, NONE
from nlp.pipeline import gatherer

FORM = 3
"""Of features and learning; raise it when code changes what weights would come out."""

_LONG = 80
"""From so many characters on, a message teaches what letters are about."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One message or sentence, and its code in each dimension it is labelled for."""

    text: str
    """Normal text."""
    signs: tuple[str, ...]
    codes: dict[str, str]


def digest() -> str:
    """Of all that the weights come from: words, rules, sentences, messages, and the form."""
    parts = (str(FORM), load_lexicon().version, examples_version(), messages_digest())
    return sha256("/".join(parts).encode()).hexdigest()[:16]


def lessons() -> list[Lesson]:
    """All messages as read by the rules, and all example sentences without the rules' decisions.

    The rules were made to fit the sentences, so there they would seem surer than they are.
    """
    return [*map(lesson_of, load_messages()), *_sentences()]


def lesson_of(message: LabelledMessage) -> Lesson:
    """One labelled message."""
    told = gatherer("china").facts(message.text)
    facts = told.story or told
    codes = codes_of(message)
    if message.kinds and len(facts.reading.text) >= _LONG:
        codes["letter"] = str(not UNSAFE.isdisjoint(message.hazards[:1]))
    return Lesson(facts.reading.text, signs(facts, rule(facts)), codes)


def codes_of(message: LabelledMessage) -> dict[str, str]:
    """The code of a labelled message in each dimension that it is labelled for."""
    if not message.kinds:
        return {"which": str(message.hazards[0])}
    both = BOTH if set(BOTH.split("+")) <= set(message.kinds) else None
    codes = {
        "kind": both or str(message.kinds[0]),
        "hazard": str(message.hazards[0]) if message.hazards else NONE,
        "emergency": str(message.emergency),
        "setting": str(message.setting),
    }
    if message.hazards:
        codes["which"] = str(message.hazards[0])
    if message.severity:
        codes["severity"] = str(message.severity)
    if message.agency and Kind.out_of_scope in message.kinds:
        codes["agency"] = str(message.agency)
    return codes


def _sentences() -> list[Lesson]:
    facts_of = gatherer("china").facts
    found = []
    for group in load_examples():
        for sentence in group.says:
            facts = facts_of(sentence)
            found.append(Lesson(facts.reading.text, signs_of_words(facts), _codes_of(group)))
    return found


def _codes_of(group: ExampleGroup) -> dict[str, str]:
    codes = {"kind": str(group.kind), "hazard": str(group.hazard or NONE)}
    if group.hazard:
        codes["which"] = str(group.hazard)
    if group.agency:
        codes["agency"] = str(group.agency)
    return codes
