"""An officer's own saved filters: kept, listed and dropped."""

import secrets

from sqlmodel import col, select

from api.console.tables import SavedFilter
from api.kit.errors import NotFound, Refusal
from api.kit.work import Work

LONGEST_NAME = 20
_MOST = 20


def kept(work: Work, officer_id: str) -> list[SavedFilter]:
    """The filters of an officer, by name."""
    wanted = select(SavedFilter).where(SavedFilter.officer_id == officer_id)
    return list(work.session.exec(wanted.order_by(col(SavedFilter.name))))


def keep(work: Work, officer_id: str, name: str, query: str) -> None:
    """Keep a filter under a name; the same name again replaces it.

    Raises:
        Refusal: `name_needed`, `too_many`.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME or "\0" in name:
        raise Refusal("name_needed", f"请给筛选起一个 {LONGEST_NAME} 字以内的名字。")
    there = kept(work, officer_id)
    row = next((one for one in there if one.name == name), None)
    if row is None and len(there) >= _MOST:
        raise Refusal("too_many", f"最多保存 {_MOST} 个筛选，请先删除不用的。")
    row = row or SavedFilter(
        id=secrets.token_hex(8), officer_id=officer_id, name=name, query=query
    )
    row.query = query
    work.session.add(row)


def drop(work: Work, officer_id: str, filter_id: str) -> None:
    """Drop a filter of one's own.

    Raises:
        NotFound: `unknown_filter`, also when it is somebody else's.
    """
    row = None if "\0" in filter_id else work.session.get(SavedFilter, filter_id)
    if row is None or row.officer_id != officer_id:
        raise NotFound("unknown_filter", "没有这个筛选。")
    work.session.delete(row)
