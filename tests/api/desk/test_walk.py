"""A walk of random lawful moves with a jumping clock keeps every invariant."""

import os

from api.intake.filing import Filer
from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.work import Works
from api.reactions import Office, react
from knowledge.cities.city import City
from tests.fakes.clock import SettableClock
from tests.fakes.walking import Walk

_MOVES = int(os.environ.get("JIESU_WALK", "150"))
_SEED = int(os.environ.get("JIESU_WALK_SEED", "1"))


def test_every_invariant_survives_a_walk_of_lawful_moves(
    database: Database, keys: Keyring, clock: SettableClock, city: City, filer: Filer
) -> None:
    works = Works(database, keys, clock, react(Office(city)))
    walk = Walk(works, city, filer, clock, seed=_SEED)

    assert walk.run(_MOVES, check_every=max(_MOVES // 10, 50)) == []
    assert walk.made >= _MOVES
    if _MOVES > 5000:
        print(len(walk.moves), "kinds of moves", walk.moves, walk.refused)  # noqa: T201 - the long walk reports
