"""Finds what is wrong in a city pack; each finding is one Chinese sentence for its author."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from knowledge.cities import divisions
from knowledge.cities.city import City
from knowledge.cities.load import read_city
from knowledge.cities.schema import Level, ListFile, MerchantsFile, Office, OfficersFile, Role
from knowledge.cities.volunteering import VolunteersFile
from knowledge.codes import Agency
from knowledge.reading import KnowledgeError, read_yaml

_NEEDED_NUMBERS = ("12315", "12345")
_NEEDED_ROLES = (Role.handler, Role.supervisor, Role.custodian)


def check_city(path: Path) -> list[str]:
    """Every fault of the pack in the folder `path`, none if it may be used.

    Reads the files afresh; a file that can't be read is the only finding then.
    """
    try:
        city = read_city(path)
        invented = list(_invented(path))
    except KnowledgeError as error:
        return [str(error)]
    checks = (
        _identity,
        _places,
        _completeness,
        _offices,
        _service,
        _contacts,
        _people,
        _traders,
        _volunteers,
    )
    return [*invented, *(fault for check in checks for fault in check(city))]


def _invented(path: Path) -> Iterator[str]:
    demo: dict[str, type[ListFile]] = {
        "merchants.yaml": MerchantsFile,
        "officers.yaml": OfficersFile,
        "volunteers.yaml": VolunteersFile,
    }
    for name, shape in demo.items():
        source = path / name
        if not source.is_file():
            continue
        records = read_yaml(source, shape)
        if not records.provenance.invented:
            yield f"{name}：演示数据必须标明为虚构（provenance.invented: true）"


def _identity(city: City) -> Iterator[str]:
    for number in set(_NEEDED_NUMBERS) - {line.number for line in city.about.hotlines}:
        yield f"缺少热线号码 {number}"
    for agency in [agency for agency in Agency if agency not in city.about.bodies]:
        yield f"缺少主管部门 {agency}"
    for limit in city.about.limits:
        if not limit.policy:
            yield f"地方期限 {limit.rule} 必须标明为内部政策（policy: true）"
    codes = {office.code for office in city.offices}
    for use, code in (("兜底机构", city.about.fallback), ("值班机构", city.about.duty.office)):
        if code not in codes:
            yield f"{use} {code} 不在机构名单里"


def _places(city: City) -> Iterator[str]:
    yield from _repeated("辖区代码", [district.code for district in city.districts])
    yield from _repeated("街道代码", [street.code for street in city.streets])
    for district in city.districts:
        official = divisions.by_code(district.official)
        if official is None:
            yield f"辖区 {district.name} 的代码 {district.official} 不存在"
        elif not district.functional and official.name != district.name:
            yield f"辖区 {district.code} 的官方名称是{official.name}，不是{district.name}"
        if district.functional and district.provenance is None:
            yield f"功能区 {district.name} 要写明来源"
    for street in city.streets:
        own = divisions.by_code(street.code)
        district_of = city.district(street.district)
        if own is None or own.name != street.name:
            yield f"街道 {street.code} {street.name} 与官方名称不符"
        elif district_of is None or own.parent != district_of.official:
            yield f"街道 {street.name} 不属于辖区 {street.district}"


def _completeness(city: City) -> Iterator[str]:
    """Nothing inside the pack's area may be missing from it."""
    if city.about.national:
        return
    known = {district.code for district in city.districts}
    have = {street.code for street in city.streets}
    for scope in city.about.scope:
        for district in divisions.districts_of(scope):
            if district.code not in known:
                yield f"缺少辖区 {district.code} {district.name}"
            for street in divisions.streets_of(district.code):
                if street.code not in have:
                    yield f"缺少街道 {street.code} {street.name}"


def _offices(city: City) -> Iterator[str]:
    yield from _repeated("机构代码", [office.code for office in city.offices])
    codes = {office.code for office in city.offices}
    places = {d.code for d in city.districts} | {s.code for s in city.streets}
    for office in city.offices:
        if office.parent and office.parent not in codes:
            yield f"机构 {office.code} 的上级 {office.parent} 不在名单里"
        for served in office.serves:
            if served not in places and divisions.by_code(served) is None:
                yield f"机构 {office.code} 服务的区划 {served} 不存在"
    pairs = [(served, office.level) for office in city.offices for served in office.serves]
    for (served, level), times in Counter(pairs).items():
        if times > 1:
            yield f"区划 {served} 有 {times} 个 {level} 级机构"
    yield from (f"机构 {o.code} 的上级关系成环" for o in city.offices if _circular(city, o, codes))


def _circular(city: City, office: Office, codes: set[str]) -> bool:
    seen = {office.code}
    above = office.parent
    while above in codes:
        if above in seen:
            return True
        seen.add(above)
        above = city.office(above).parent
    return False


def _service(city: City) -> Iterator[str]:
    """Every street is served by an office of its own or of its district."""
    for district in city.districts:
        served = city.serving(district.code, Level.district)
        if served is None and city.serving(district.code, Level.city) is None:
            yield f"辖区 {district.name} 没有机构"
        for street in city.streets_in(district.code):
            if served is None and city.serving(street.code, Level.street) is None:
                yield f"街道 {street.name} 没有机构服务"


def _contacts(city: City) -> Iterator[str]:
    """A direct line or an address is a fact of its own and needs its own source."""
    public = {line.number for line in city.about.hotlines}
    for office in city.offices:
        own = office.phone not in public or office.address is not None
        if own and office.provenance is None:
            yield f"机构 {office.code} 的电话或地址要写明来源"


def _people(city: City) -> Iterator[str]:
    yield from _repeated("登录名", [officer.login for officer in city.officers])
    codes = {office.code for office in city.offices}
    for officer in city.officers:
        if officer.office not in codes:
            yield f"人员 {officer.login} 的机构 {officer.office} 不在名单里"
    if not city.officers:
        return
    held = {role for officer in city.officers for role in officer.roles}
    yield from (f"没有角色为 {role} 的人员" for role in _NEEDED_ROLES if role not in held)
    if not any(officer.duty for officer in city.officers):
        yield "没有值班人员（duty: true）"
    manned = {officer.office for officer in city.officers if Role.handler in officer.roles}
    for office in city.offices if not city.about.national else ():
        if office.level == Level.district and office.code not in manned:
            yield f"区级机构 {office.code} 没有经办人员"


def _traders(city: City) -> Iterator[str]:
    yield from _repeated("商户代码", [merchant.code for merchant in city.merchants])
    for merchant in city.merchants:
        street = city.street(merchant.street)
        if street is None or street.district != merchant.district:
            yield f"商户 {merchant.name} 的街道 {merchant.street} 不在辖区 {merchant.district}"
    for room in city.rooms:
        if city.district(room.district) is None:
            yield f"快检室 {room.name} 的辖区 {room.district} 不存在"


def _volunteers(city: City) -> Iterator[str]:
    own = city.volunteering
    if own is None:
        return
    if not own.policy:
        yield "线索次数上限必须标明为内部政策（policy: true）"
    yield from _repeated("志愿者单位", [one.code for one in own.organisations])
    offices = {office.code for office in city.offices}
    for one in own.organisations:
        if one.office not in offices:
            yield f"志愿者单位 {one.name} 的机构 {one.office} 不在名单里"
    known = {one.code for one in own.organisations}
    for person in own.volunteers:
        if person.organisation not in known:
            yield f"志愿者 {person.name} 的单位 {person.organisation} 不在名单里"


def _repeated(what: str, codes: list[str]) -> Iterator[str]:
    yield from (f"{what} {code} 重复" for code, times in Counter(codes).items() if times > 1)
