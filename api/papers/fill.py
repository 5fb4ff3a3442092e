"""Makes a form out: the gaps are filled, what is not known is left to be written by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.cases.tables import CaseRow
from api.cases.thread import Entry, thread
from api.contract.codes import Agency
from api.contract.models import Reporter
from api.kit.errors import NotFound
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work
from api.papers.gaps import BLANK, gaps, people
from knowledge.cities.city import City
from knowledge.forms import PaperForm
from knowledge.forms.papers import Copy
from knowledge.statutes import cite


@dataclass(frozen=True, slots=True)
class Paper:
    """A form made out from a case."""

    form: PaperForm
    number: str
    to: str
    """Whom it addresses; empty for the file itself."""
    rows: tuple[tuple[str, str], ...]
    body: tuple[str, ...]
    basis: tuple[str, ...]
    """The articles it rests on."""
    office: str
    on: date
    copy: Copy

    @property
    def text(self) -> str:
        """The form as lines of text, for a chat."""
        head = [f"【{self.form.name}】", f"编号：{self.number}"]
        rows = [f"{label}：{value}" for label, value in self.rows]
        foot = [f"依据：{'、'.join(self.basis)}", self.office, _written(self.on)]
        to = [f"{self.to}："] if self.to else []
        return "\n".join([*head, *to, *rows, *self.body, *foot])


def make_out(
    work: Work,
    city: City,
    case: CaseRow,
    form: PaperForm,
    *,
    copy: Copy | None = None,
    reporter: Reporter | None = None,
) -> Paper:
    """Make a form out for one recipient.

    Args:
        work: The unit of work.
        city: The city of the office.
        case: The case.
        form: The form, which what happened to the case allows.
        copy: For whom; by default the first of the form's.
        reporter: The reporter's identity as the reader may see it, masked or not.

    Raises:
        NotFound: `unknown_paper`, the form does not fit the case or has no such copy.
    """
    entries = thread(work, case.id)
    told = [entry for entry in entries if entry.kind in form.after]
    wanted = copy or form.copies[0]
    if case.kind not in form.kinds or not told or wanted not in form.copies:
        raise NotFound("unknown_paper", "这个案件没有这份文书。")
    entry = told[-1]
    filled = {**gaps(work, city, case, entries, entry), **people(reporter)}
    return Paper(
        form=form,
        number=case.number,
        to=_addressee(city, filled, wanted, entry),
        rows=tuple((label, _fill(words, filled)) for label, words in form.rows),
        body=tuple(_fill(words, filled) for words in form.body),
        basis=tuple(cite(one.instrument, one.article).text for one in form.basis),
        office=filled["office"],
        on=entry.at.astimezone(LEGAL_ZONE).date(),
        copy=wanted,
    )


def copies_of(forms: Sequence[PaperForm]) -> list[tuple[PaperForm, Copy]]:
    """Every form with every recipient."""
    return [(form, copy) for form in forms for copy in form.copies]


def _addressee(city: City, filled: Mapping[str, str], copy: Copy, entry: Entry) -> str:
    match copy:
        case "reporter":
            return filled["reporter"] or BLANK
        case "trader":
            return filled["trader"] or BLANK
        case "office":
            return city.office(str(entry.data["office"])).name
        case "health":
            return f"{city.about.bodies[Agency.health].name}、疾病预防控制机构"
        case _:
            return ""


def _fill(words: str, filled: Mapping[str, str]) -> str:
    """The words with their gaps filled; no value is read as a gap again."""
    parts, rest = [], words
    while "{" in rest:
        before, _, after = rest.partition("{")
        gap, _, rest = after.partition("}")
        parts += [before, filled[gap] or BLANK]
    return "".join([*parts, rest])


def _written(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
