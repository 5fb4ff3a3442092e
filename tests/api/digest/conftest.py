"""A city with supervisors at two levels, in which everything follows as in the product."""

from tests.api.desk.conftest import desk, open_one, works

__all__ = ["desk", "open_one", "works"]
