"""The procedure as data: which moves an office may make, on which grounds, under which article.

Takes: `moves.yaml` and `grounds.yaml` beside this file.
Gives: `load_moves()` and `load_grounds()`.
Owns: no table.
Never: says who may make a move.
"""

from knowledge.forms.procedure import Ground, MoveForm, load_grounds, load_moves

__all__ = ["Ground", "MoveForm", "load_grounds", "load_moves"]
