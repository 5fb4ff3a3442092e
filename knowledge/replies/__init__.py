"""What is looked at before an officer's words go out: rules, tone, demands, questions, contents.

Takes: the YAML files beside this file.
Gives: the rules with their gravity and basis, and the lists that they go by, as typed records.
Owns: no table.
Never: judges a text; `api/quality` does.
"""

from knowledge.replies.load import (
    load_demands,
    load_questions,
    load_rules,
    load_texts,
    load_tones,
)
from knowledge.replies.schema import Content, Rule, TextForm, Tone, Topic

__all__ = [
    "Content",
    "Rule",
    "TextForm",
    "Tone",
    "Topic",
    "load_demands",
    "load_questions",
    "load_rules",
    "load_texts",
    "load_tones",
]
