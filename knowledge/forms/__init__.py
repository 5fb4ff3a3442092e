"""The procedure as data: which moves an office may make, on which grounds, under which article.

Takes: the YAML files beside this file.
Gives: moves, grounds, the words for events and marks, the official forms, the factors of Art. 17.
Owns: no table.
Never: makes a move, or decides on one.
"""

from knowledge.forms.papers import (
    Factor,
    FigureForm,
    PaperForm,
    load_factors,
    load_figures,
    load_papers,
)
from knowledge.forms.procedure import (
    Chase,
    Ground,
    MoveForm,
    Snippet,
    done_words,
    event_words,
    load_chases,
    load_grounds,
    load_moves,
    load_phrases,
    load_snippets,
    mark_words,
    suspicion_words,
    tip_standings,
)

__all__ = [
    "Chase",
    "Factor",
    "FigureForm",
    "Ground",
    "MoveForm",
    "PaperForm",
    "Snippet",
    "done_words",
    "event_words",
    "load_chases",
    "load_factors",
    "load_figures",
    "load_grounds",
    "load_moves",
    "load_papers",
    "load_phrases",
    "load_snippets",
    "mark_words",
    "suspicion_words",
    "tip_standings",
]
