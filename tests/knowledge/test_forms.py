"""Moves and grounds fit the law and the tables of states."""

import re

from api.cases.events import LEAVES
from api.cases.legal import EVENT_OF
from api.cases.states import TRANSITIONS
from api.contract.codes import Kind, Move, State
from knowledge.forms import load_grounds, load_moves, load_phrases
from knowledge.statutes import cite


def test_every_article_a_move_or_ground_rests_on_is_recorded() -> None:
    for form in load_moves():
        if form.instrument:
            assert cite(form.instrument, form.article or "").text
    for listed in load_grounds().values():
        for ground in listed.grounds:
            if ground.instrument:
                assert cite(ground.instrument, ground.article or "").text


def test_every_move_has_a_form_and_every_form_a_move() -> None:
    assert {form.move for form in load_moves()} == set(Move) == set(EVENT_OF)


def test_a_move_is_offered_exactly_where_the_states_allow_it() -> None:
    for form in load_moves():
        target = LEAVES.get(EVENT_OF[Move(form.move)])
        for kind in form.kinds:
            for state in form.states:
                if target is not None:
                    assert target in TRANSITIONS[Kind(kind)][State(state)], form


def test_every_transition_but_withdrawal_has_a_move() -> None:
    made = {
        (kind, state, LEAVES.get(EVENT_OF[Move(form.move)]))
        for form in load_moves()
        for kind in form.kinds
        for state in form.states
    }
    for kind, table in TRANSITIONS.items():
        for state, targets in table.items():
            for target in targets - {State.withdrawn}:
                assert (kind, state, target) in made


def test_seven_grounds_refuse_and_eight_terminate() -> None:
    assert [len(load_grounds()[law_id].grounds) for law_id in ("C03", "C12")] == [7, 8]


def test_every_phrase_belongs_to_a_move_that_takes_words_and_has_known_gaps() -> None:
    with_words = {form.move for form in load_moves() if "text" in form.needs}
    for move, phrases in load_phrases().items():
        assert move in with_words, move
        for phrase in phrases:
            gaps = set(re.findall(r"\{[^}]*\}", phrase))
            assert gaps <= {"{merchant}", "{office}"}, phrase
            assert phrase.rstrip()[-1] == "。", phrase
