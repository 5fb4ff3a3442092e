"""The form of the lexicon's files.

A word of a rule is either a literal, or several parts:
`没有..执照` two parts in one clause with at most eight characters between them,
`买...退钱` two parts in one sentence with at most thirty between them,
`吃出..<creature>` a part that is any word of the set `creature`,
`<creature><in_food>` two parts that touch.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.codes import Agency, Hazard, Kind

RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z_]+(\.[a-z0-9_]+)*$")]
Word = Annotated[str, StringConstraints(min_length=1, max_length=60)]

WEIGHTS = {"strong": 3.0, "weak": 1.2, "context": 0.4}
"""What a hit of each level counts; two weak words say less than one strong one."""


class Strict(BaseModel):
    """Refuses keys nobody reads, so that a typing slip in a data file is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Rule(Strict):
    """Words that speak for one code, with what silences them."""

    id: RuleId
    level: Literal["strong", "weak", "context"] = "strong"
    dialect: Literal["yue", "chuanyu", "dongbei", "wu", "min", "net"] | None = None
    words: tuple[Word, ...] = Field(min_length=1)
    unless: tuple[Word, ...] = ()
    """Longer wordings: a hit that lies inside one of them does not count."""
    negatable: bool = True
    """False where a 没 or 不 before the word doesn't take it back."""
    food: bool = False
    """The words speak of food by themselves; other hazards in a long text need food near them."""
    fires: tuple[str, ...] = ()
    """Sentences in which the rule must fire, read by the tests."""
    silent: tuple[str, ...] = ()
    """Sentences in which it must not."""


class Topic(Strict):
    """All rules for one code of one dimension."""

    code: str
    rules: tuple[Rule, ...]


class RuleFile(Strict):
    """A file of rules: `topic` is the dimension its codes belong to."""

    topic: Literal["hazard", "kind", "agency", "setting", "demand", "symptom", "cue", "food"]
    codes: tuple[Topic, ...]
    sets: dict[str, tuple[Word, ...]] = {}


class ExampleGroup(Strict):
    """Invented sentences that are all about the same: what is wanted, what is wrong, who acts."""

    kind: Kind
    hazard: Hazard | None = None
    agency: Agency | None = None
    says: tuple[Annotated[str, StringConstraints(min_length=1, max_length=120)], ...] = Field(
        min_length=1
    )


class ExampleFile(Strict):
    """Example sentences, each about one thing, that the weights learn from beside messages."""

    examples: tuple[ExampleGroup, ...]


class NameFile(Strict):
    """Word lists that recognisers read: surnames, suffixes of shop names, chains."""

    names: dict[str, tuple[Word, ...]]
