"""Known traders are offered: the city pack's own, and those of an imported registry."""

import pytest

from api.contract.understood import MerchantCandidate
from api.intake.traders import Traders
from knowledge.cities.load import load_city
from nlp import pipeline
from nlp.link.build import build_registry
from nlp.link.registry import Registry, open_registry
from tests.nlp.link.merchants import rows


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    place = tmp_path_factory.mktemp("registry") / "index"
    build_registry(enumerate(rows(), start=2), place)
    return open_registry(place)


def offered(text: str, known: Registry | None, city: str = "shenzhen") -> list[MerchantCandidate]:
    found = pipeline.load(city).understand(text)
    return list(Traders(load_city(city), known).meant_by(found))


def test_a_trader_of_the_registry_is_offered_with_its_address(registry: Registry) -> None:
    first = offered("我在「海州碧螺轩餐饮」吃饭，菜里有虫", registry, "china")[0]

    assert first.name == "海州市碧螺轩餐饮管理有限公司"
    assert first.address


def test_the_city_pack_is_asked_with_and_without_a_registry(registry: Registry) -> None:
    text = "福田区景田北街「老陈记牛肉火锅」锅里有虫，我要退钱"

    assert offered(text, None)
    assert offered(text, registry)[0].name == offered(text, None)[0].name


@pytest.mark.parametrize("text", ["那家店不干净", "「全国绝无仅有的某某小馆」有虫"])
def test_nobody_is_offered_where_none_is_meant(text: str, registry: Registry) -> None:
    assert offered(text, registry) == []
