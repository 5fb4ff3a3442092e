"""Reads every answer file beside it."""

from functools import cache

from knowledge.answers.schema import Answer, Asking
from knowledge.reading import KnowledgeError, folder, read_yaml

_ASKING = "asking.yaml"


@cache
def load_answers() -> tuple[Answer, ...]:
    """All answers, in the order of the file names and then of the files.

    Raises:
        KnowledgeError: A file is wrong, or two answers share an id.
    """
    answers: dict[str, Answer] = {}
    files = (f for f in folder("answers").iterdir() if f.name.endswith(".yaml"))
    for file in sorted(files, key=lambda file: file.name):
        if file.name == _ASKING:
            continue
        for answer in read_yaml(file, tuple[Answer, ...]):
            if answer.id in answers:
                raise KnowledgeError(f"{file}: the id {answer.id} is used twice")
            answers[answer.id] = answer
    return tuple(answers.values())


@cache
def load_asking() -> Asking:
    """How people ask, whatever they ask about.

    Raises:
        KnowledgeError: The file is wrong.
    """
    return read_yaml(folder("answers", _ASKING), Asking)
