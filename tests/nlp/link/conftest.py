from pathlib import Path

import pytest

from nlp.link.build import build_registry
from nlp.link.registry import Registry, open_registry
from tests.nlp.link.merchants import rows


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder: Path = tmp_path_factory.mktemp("registry") / "index"
    build_registry(enumerate(rows(), start=2), folder)
    return open_registry(folder)
