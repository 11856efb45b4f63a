"""The workbook of an assessor, read back: every cell is checked, and what is wrong is said with its sheet and cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from klusterkarta.publishing.score_form import (
    CANNOT_TELL,
    CONFLICT,
    FACTS_SHEET,
    FORM,
    NAME,
    NUMBER,
    FormRow,
    FormScore,
    columns,
    sheet_name,
)
from klusterkarta.sources.table import ROW, Table
from klusterkarta.values.reason import Reason, Scalar
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.criteria import CriteriaSet
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.labels import LANGUAGES

LONGEST = 2_000
_MOST_DIGITS = 18
_TICKS = frozenset({"x", "1", "ja", "yes", "true"})
_TABLES = ("scores", "evidence", "indicators")


class BadScores(Explained):
    """A workbook of scores cannot be taken in; `faults` has a reason for each cell that is wrong."""

    def __init__(self, reason: Reason, faults: Sequence[Reason] = ()) -> None:
        super().__init__(reason)
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What the workbook says of itself: the round, the assessor, the version of the criteria, and number → name."""

    round_id: int
    assessor: str
    digest: str
    names: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with text: where it stands and what it is about."""

    sheet: str
    place: str
    candidate: int
    code: str
    text: str

    def wrong(self, code: str, **more: Scalar) -> Reason:
        return Reason(code, {"sheet": self.sheet, "cell": self.place, "found": self.text[:80], **more})


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    cells: dict[tuple[int, str], _Cell] = field(default_factory=dict)
    faults: list[Reason] = field(default_factory=list)


def form_facts(tables: Sequence[Table]) -> FormFacts:
    """Which round, assessor and criteria the workbook is about. BadScores for a file that is none."""
    kept = next((table for table in tables if table.sheet == FACTS_SHEET), None)
    rows = [] if kept is None else [[text or "" for text in row[1:4]] for row in kept.cells.iter_rows()]
    facts = {row[0]: row[1] for row in rows if len(row) > 1 and row[0] != "initiative"}
    names = {int(row[1]): row[2] for row in rows if len(row) > 2 and row[0] == "initiative" and _is_number(row[1])}
    if facts.get("form") != FORM or not _is_number(facts.get("round", "")) or not names:
        raise BadScores(Reason("assess.no_form", {"sheet": FACTS_SHEET}))
    return FormFacts(int(facts["round"]), facts.get("assessor", ""), facts.get("criteria", ""), names)


def returned_scores(tables: Sequence[Table], criteria: CriteriaSet, *, facts: FormFacts) -> list[FormRow]:
    """The initiatives that the workbook answers, in its order. Raises BadScores with every wrong cell.

    Sheets and columns may stand in any order and either language. An empty score says nothing about the criterion;
    evidence, a comment or an indicator without a score is refused, since it would be lost.
    """
    found = _Found()
    for sheet in _TABLES:
        _read_sheet(tables, sheet, criteria, facts, found)
    rows = [_row(candidate, criteria, facts, found) for candidate in facts.names]
    if found.faults:
        raise BadScores(Reason("assess.wrong_cells", {"count": len(found.faults)}), found.faults)
    return [row for row in rows if row.given or row.conflict]


def _is_number(text: str) -> bool:
    """Whether a cell holds the number of a round or an initiative; one that no database holds is none."""
    return text.isdecimal() and len(text) <= _MOST_DIGITS


def _read_sheet(tables: Sequence[Table], sheet: str, criteria: CriteriaSet, facts: FormFacts, found: _Found) -> None:
    named = {fold(sheet_name(sheet, language)): language for language in LANGUAGES}
    table = next((one for one in tables if fold(one.sheet) in named), None)
    if table is None:
        found.faults.append(
            Reason("assess.no_sheet", {"sheet": " / ".join(sheet_name(sheet, one) for one in LANGUAGES)})
        )
        return
    found.faults += [
        Reason("assess.bad_cell", {"sheet": table.sheet, "cell": f"{one.column}{one.row or ''}"})
        for one in table.problems
    ]
    heads = {fold(head): code for one in LANGUAGES for code, head in columns(criteria, sheet, language=one).items()}
    letters: dict[str, str] = {}
    for letter in table.letters:
        head = table.cells[letter][0] if table.cells.height else None
        if head and (code := heads.get(fold(head))):
            letters[code] = letter
    missing = [code for code in dict.fromkeys(heads.values()) if code not in letters]
    if missing:
        head = columns(criteria, sheet, language=named[fold(table.sheet)])[missing[0]]
        found.faults.append(Reason("assess.no_column", {"sheet": table.sheet, "column": head}))
        return
    _read_rows(table, letters, facts, found)


def _read_rows(table: Table, letters: Mapping[str, str], facts: FormFacts, found: _Found) -> None:
    seen: dict[int, int] = {}
    for row, *texts in table.cells.slice(1).select(ROW, *letters.values()).iter_rows():
        said = {code: text for code, text in zip(letters, texts, strict=True) if text}
        number = said.pop(NUMBER, "")
        first = _Cell(table.sheet, f"{letters[NUMBER]}{row}", 0, NUMBER, number)
        name = _Cell(table.sheet, f"{letters[NAME]}{row}", 0, NAME, said.pop(NAME, ""))
        candidate = int(number) if _is_number(number) else -1
        if candidate not in facts.names:
            found.faults.append(first.wrong("assess.cell_initiative"))
        elif candidate in seen:
            found.faults.append(first.wrong("assess.cell_twice", row=seen[candidate]))
        elif fold(name.text) != fold(facts.names[candidate]):
            found.faults.append(name.wrong("assess.cell_name", name=facts.names[candidate], number=candidate))
        else:
            seen[candidate] = row
            cells = (_Cell(table.sheet, f"{letters[code]}{row}", candidate, code, text) for code, text in said.items())
            found.cells |= {(candidate, one.code): one for one in cells}


def _row(candidate: int, criteria: CriteriaSet, facts: FormFacts, found: _Found) -> FormRow:
    conflict = found.cells.get((candidate, CONFLICT))
    given: dict[str, FormScore] = {}
    for one in criteria.scored:
        score = found.cells.get((candidate, one.key))
        rest = list(_rest(candidate, one.key, found))
        found.faults += [cell.wrong("assess.cell_long", most=LONGEST) for cell in rest if len(cell.text) > LONGEST]
        if score is None:
            found.faults += [
                cell.wrong("assess.cell_no_score", title_sv=one.title.sv, title_en=one.title.en) for cell in rest
            ]
            continue
        if conflict is not None:
            found.faults.append(score.wrong("assess.cell_conflict", conflict=conflict.place))
        given[one.key] = _score(score, rest, criteria, found)
    return FormRow(candidate, facts.names[candidate], given, conflict.text if conflict else "")


def _rest(candidate: int, criterion: str, found: _Found) -> Iterator[_Cell]:
    """The cells beneath a criterion's score."""
    return (
        cell for (owner, code), cell in found.cells.items() if owner == candidate and code.startswith(f"{criterion}/")
    )


def _score(cell: _Cell, rest: Sequence[_Cell], criteria: CriteriaSet, found: _Found) -> FormScore:
    scale = [one.score for one in criteria.scale]
    value = int(cell.text) if cell.text.isdecimal() and len(cell.text) < 3 else -1
    if cell.text != CANNOT_TELL and value not in scale:
        found.faults.append(cell.wrong("assess.cell_score", known=", ".join(map(str, scale))))
    said = {one.code.partition("/")[2]: one for one in rest}
    texts = {part: said.pop(part).text for part in ("evidence", "comment") if part in said}
    found.faults += [one.wrong("assess.cell_tick") for one in said.values() if fold(one.text) not in _TICKS]
    answer = None if cell.text == CANNOT_TELL else value
    return FormScore(answer, texts.get("evidence", ""), texts.get("comment", ""), tuple(sorted(said)))
