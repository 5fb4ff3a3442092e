"""The benchmark of the clocks, in small: the ratio must hold wherever it runs."""

from pathlib import Path

import pytest

from bot.root.benching.clocks import claims
from bot.root.benching.parts import PARTS, run_parts
from bot.root.benching.peers import drain
from bot.root.failing import CommandError


def test_a_sweep_over_many_clocks_is_many_times_faster_than_the_schedulers_own_store(
    tmp_path: Path,
) -> None:
    ours = claims(f"sqlite:///{tmp_path / 'clocks.db'}", 20_000, 100)
    theirs = drain(tmp_path, 100)

    # With a hundred due ones the commit is most of it; among a million it is ten times this.
    assert theirs / min(ours["rounds_ms"]) > 15


def test_ten_times_the_clocks_take_no_ten_times_the_time(tmp_path: Path) -> None:
    few = claims(f"sqlite:///{tmp_path / 'few.db'}", 5_000, 100)
    many = claims(f"sqlite:///{tmp_path / 'many.db'}", 50_000, 100)

    assert min(many["rounds_ms"]) < 5 * min(few["rounds_ms"])


def test_the_claim_is_measured_on_either_database(database_url: str) -> None:
    found = claims(database_url, 1000, 10)

    assert found["median_ms"] in found["rounds_ms"]


def test_an_unknown_part_is_told_with_those_there_are() -> None:
    with pytest.raises(CommandError, match="no part 'speed'; there are: clocks"):
        run_parts(["speed"], clocks=1000, postgres=None)
    assert "clocks" in PARTS
