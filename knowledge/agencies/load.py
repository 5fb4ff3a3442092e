"""Which agency is competent, who it is and what a person is told when referred to it."""

from enum import StrEnum
from functools import cache

from knowledge.cities.record import Provenance, Record
from knowledge.cities.schema import Body, Phone
from knowledge.codes import Agency, Hazard, Setting
from knowledge.reading import KnowledgeError, folder, read_yaml


class Confidence(StrEnum):
    """How sure a rule of competence is; below `high` a person should look."""

    high = "high"
    medium = "medium"
    low = "low"


class AgencyRecord(Record):
    """An agency: its name, what it handles, its number, and the words of a referral.

    `refer` has the two gaps {name} and {phone}.
    """

    code: Agency
    name: str
    handles: str
    phone: Phone
    refer: str
    provenance: Provenance


class CompetenceRule(Record):
    """One rule: fits if the hazard is among `hazards` and the setting among `settings`.

    An empty tuple fits everything. `also` are agencies to be told beside the competent one.
    """

    id: str
    agency: Agency
    confidence: Confidence
    why: str
    hazards: tuple[Hazard, ...] = ()
    settings: tuple[Setting, ...] = ()
    also: tuple[Agency, ...] = ()

    def fits(self, hazard: Hazard | None, setting: Setting | None) -> bool:
        """Whether the rule speaks about this hazard in this setting."""
        return (not self.hazards or hazard in self.hazards) and (
            not self.settings or setting in self.settings
        )


class _AgenciesFile(Record):
    agencies: tuple[AgencyRecord, ...]


class _CompetenceFile(Record):
    provenance: Provenance
    rules: tuple[CompetenceRule, ...]


@cache
def load_agencies() -> dict[Agency, AgencyRecord]:
    """Every agency by its code.

    Raises:
        KnowledgeError: The file is wrong or lacks an agency.
    """
    source = folder("agencies", "agencies.yaml")
    found = {record.code: record for record in read_yaml(source, _AgenciesFile).agencies}
    if missing := [code for code in Agency if code not in found]:
        raise KnowledgeError(f"{source}: no record for {', '.join(missing)}")
    return found


@cache
def load_rules() -> tuple[CompetenceRule, ...]:
    """The rules of competence in the order they are tried; the last fits everything."""
    source = folder("agencies", "competence.yaml")
    rules = read_yaml(source, _CompetenceFile).rules
    if not rules or rules[-1].hazards or rules[-1].settings:
        raise KnowledgeError(f"{source}: the last rule must fit everything")
    return rules


def competent(hazard: Hazard | None, setting: Setting | None) -> CompetenceRule:
    """The rule that says which agency is competent, who else is told, how sure, and why."""
    return next(rule for rule in load_rules() if rule.fits(hazard, setting))


def referral(agency: Agency, body: Body | None = None) -> str:
    """What to tell a person whose matter is this agency's; `body` is the city's own, if known."""
    record = load_agencies()[agency]
    who = body or record
    return record.refer.format(name=who.name, phone=who.phone)
