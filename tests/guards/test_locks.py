"""What is installed is pinned with hashes and names no registry."""

from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_hashes_and_names_no_address(name: str) -> None:
    text = (_ROOT / name).read_text()
    pinned = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]

    assert pinned
    assert text.count("--hash=sha256:") >= len(pinned)
    assert "://" not in text
    assert "--index-url" not in text
