"""Reads the files, and checks what they name of each other."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from knowledge.codes import Demand
from knowledge.forms import load_moves
from knowledge.reading import KnowledgeError, folder, read_yaml
from knowledge.replies.schema import Rule, TextForm, Tone, Topic


@cache
def load_rules() -> Mapping[str, Rule]:
    """The rules of the check by their id.

    Raises:
        KnowledgeError: The file is wrong, or an id stands twice.
    """
    rules = read_yaml(folder("replies", "rules.yaml"), tuple[Rule, ...])
    found = {rule.id: rule for rule in rules}
    if len(found) != len(rules):
        raise KnowledgeError("replies/rules.yaml: a rule is there twice")
    return MappingProxyType(found)


@cache
def load_tones() -> tuple[Tone, ...]:
    """Words that do not go to a person.

    Raises:
        KnowledgeError: The file is wrong, or names an unknown rule.
    """
    tones = read_yaml(folder("replies", "tone.yaml"), tuple[Tone, ...])
    if unknown := {tone.rule for tone in tones} - set(load_rules()):
        raise KnowledgeError(f"replies/tone.yaml: unknown rule {min(unknown)}")
    return tones


@cache
def load_demands() -> tuple[Topic, ...]:
    """What people demand of a case, and what counts as speaking to it.

    Raises:
        KnowledgeError: The file is wrong, or leaves a demand out.
    """
    topics = read_yaml(folder("replies", "demands.yaml"), tuple[Topic, ...])
    coded = {topic.code for topic in topics if not topic.asked}
    if coded != set(Demand):
        raise KnowledgeError("replies/demands.yaml: the demands are not those of the codes")
    return topics


@cache
def load_questions() -> tuple[Topic, ...]:
    """What people ask, and what counts as an answer.

    Raises:
        KnowledgeError: The file is wrong, or a topic is never asked.
    """
    topics = read_yaml(folder("replies", "questions.yaml"), tuple[Topic, ...])
    if any(not topic.asked for topic in topics):
        raise KnowledgeError("replies/questions.yaml: a topic is never asked")
    return topics


@cache
def load_texts() -> Mapping[str, TextForm]:
    """What the words of each move that reach a person owe them, by move.

    Raises:
        KnowledgeError: The file is wrong, or names a move without words.
    """
    forms = read_yaml(folder("replies", "texts.yaml"), tuple[TextForm, ...])
    found = {form.move: form for form in forms}
    if len(found) != len(forms):
        raise KnowledgeError("replies/texts.yaml: a move is there twice")
    with_words = {form.move for form in load_moves() if "text" in form.needs}
    if unknown := set(found) - with_words:
        raise KnowledgeError(f"replies/texts.yaml: {min(unknown)} takes no words")
    return MappingProxyType(found)
