"""A person's corrections of what was read in a report: what each says, and what they make of the rows."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from rapidfuzz import process

from klusterkarta.sources.reports.profile import PROFILE_COLUMNS
from klusterkarta.sources.reports.truth import SEALED_COLUMNS
from klusterkarta.values.reason import Reason
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.headers import match_headers
from klusterkarta.vocabularies.words import explain, words_of_key
from klusterkarta.workflow.found_profiles import FOLLOWERS, FoundProfile, changed_profile

LEAVE_OUT: Final = "leave_out"
SEALED = "digest:"
_DIGITS = 4
_SHOWN = 80
_CLOSE = 70
# Fields that a report's table has under another name, and what a table of profiles cannot say of a row.
_COLUMN_OF = {
    "geography": "geography_raw",
    "sector": "sector_raw",
    "members": "members_raw",
    "source_language": "language",
}
_NOT_OF_A_REPORT = frozenset({"thing", "counties", "claim"})


class BadCorrections(Explained):
    """Corrections that do not fit what was read; nothing was applied. `faults` names each, with its line."""

    def __init__(self, reason: Reason, faults: Sequence[Reason] = ()) -> None:
        super().__init__(reason)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        """What is wrong and where, in English."""
        return "\n".join(explain(one, "en") for one in (self.reason, *self.faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One cell: what was read and what it should be. `field` is a column, or `leave_out` for a row that is no profile.

    `name` and `page` are those that were read; the page is needed only where several rows have the name. `read` may be
    a digest (see `sealed`). `line` is the line of the file, 0 for what was not read from one.
    """

    name: str
    field: str
    read: str = ""
    corrected: str = ""
    page: str = ""
    why: str = ""
    who: str = ""
    line: int = 0


def apply_corrections(profiles: Sequence[FoundProfile], corrections: Sequence[Correction]) -> list[FoundProfile]:
    """The profiles as corrected, without those that are left out.

    Raises BadCorrections, with every fault, for a row or field that is not there, for two corrections of one cell, and
    where something else was read than the correction says.
    """
    changed, left_out = planned(profiles, corrections)
    return [
        changed_profile(profile, changed.get(number, {}))
        for number, profile in enumerate(profiles)
        if number not in left_out
    ]


def planned(
    profiles: Sequence[FoundProfile], corrections: Sequence[Correction]
) -> tuple[dict[int, dict[str, str]], set[int]]:
    """By number of profile the corrected texts, and the numbers of those to leave out. Raises BadCorrections.

    >>> planned([FoundProfile({"name": "A"})], [Correction(name="A", field="Ort", corrected="Nybro")])
    ({0: {'town': 'Nybro'}}, set())
    """
    plan = _Plan()
    for one in corrections:
        _plan(one, profiles, plan)
    if plan.faults:
        raise BadCorrections(Reason("corrections.do_not_fit", {"count": len(plan.faults)}), plan.faults)
    return plan.changed, plan.left_out


def column_of(written: str) -> str:
    """The column that a person means: its name, or a profile field by code, label or another header; "" for none.

    >>> column_of("funders"), column_of("Webbplats"), column_of("sector"), column_of("Färg")
    ('funders', 'url', 'sector_raw', '')
    """
    if written in PROFILE_COLUMNS:
        return written
    if fold(written) in _words_for_leaving_out():
        return LEAVE_OUT
    code = match_headers([written]).columns[0].field or ""
    column = _COLUMN_OF.get(code, code)
    return column if column in PROFILE_COLUMNS or column in added_columns() else ""


def field_of(column: str) -> str:
    """The profile field that a column is about.

    >>> field_of("sector_raw"), field_of("url")
    ('sector', 'url')
    """
    return next((code for code, one in _COLUMN_OF.items() if one == column), column)


@cache
def added_columns() -> tuple[str, ...]:
    """Columns that the reader never fills and a person may add, such as other names, in the order of a profile.

    >>> "other_names" in added_columns(), "url" in added_columns(), "geography" in added_columns()
    (True, False, False)
    """
    known = {*PROFILE_COLUMNS, *_COLUMN_OF, *_NOT_OF_A_REPORT}
    codes = [code for code in profile_fields() if code not in known]
    return tuple(code for code in codes if match_headers([code]).columns[0].field == code)


def sealed(text: str) -> str:
    """A digest that stands for what was read where that is nobody else's business; "" stays "".

    Its four figures tell another value (all but one in 65 536) and are too few to find the value by trying.

    >>> len(sealed("0123-456 78")), sealed("0123-456  78") == sealed("0123-456 78")
    (11, True)
    """
    plain = _plain(text)
    return SEALED + hashlib.sha256(plain.encode()).hexdigest()[:_DIGITS] if plain else ""


def seal_correction(one: Correction) -> Correction:
    """The correction with a digest of what was read, where the column may hold something personal."""
    if one.field not in SEALED_COLUMNS or one.read.startswith(SEALED):
        return one
    return replace(one, read=sealed(one.read))


@dataclass(slots=True)
class _Plan:
    changed: dict[int, dict[str, str]] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)
    faults: list[Reason] = field(default_factory=list)
    lines: dict[tuple[int, str], int] = field(default_factory=dict)


def _plan(one: Correction, profiles: Sequence[FoundProfile], plan: _Plan) -> None:
    number, column = _row(one, profiles, plan), column_of(one.field)
    if not column or column in FOLLOWERS:
        plan.faults.append(_no_field(one, follows=bool(column)))
        return
    if number is None:
        return
    if (number, column) in plan.lines:
        earlier = plan.lines[number, column]
        about: dict[str, str | int] = {"line": one.line, "other_line": earlier, "name": one.name, "field": column}
        plan.faults.append(Reason("corrections.twice", about))
        return
    plan.lines[number, column] = one.line
    if column == LEAVE_OUT:
        plan.left_out.add(number)
        return
    plan.faults += _differs(one, profiles[number].texts.get(column, ""), column)
    plan.changed.setdefault(number, {})[column] = one.corrected


def _no_field(one: Correction, *, follows: bool) -> Reason:
    known = [column for column in PROFILE_COLUMNS if column not in FOLLOWERS]
    near = process.extractOne(one.field, [*known, *added_columns()], score_cutoff=_CLOSE)
    code = "follows" if follows else f"unknown_field{'_near' if near else ''}"
    about: dict[str, str | int] = {"line": one.line, "field": one.field[:_SHOWN], "near": near[0] if near else ""}
    return Reason(f"corrections.{code}", about)


def _row(one: Correction, profiles: Sequence[FoundProfile], plan: _Plan) -> int | None:
    same = [number for number, profile in enumerate(profiles) if _plain(profile.name) == _plain(one.name)]
    on_page = [number for number in same if profiles[number].page == one.page] if one.page else same
    if len(on_page) == 1:
        return on_page[0]
    pages = ", ".join(profiles[number].page for number in same)
    if same:
        about: dict[str, str | int] = {"line": one.line, "name": one.name, "pages": pages, "found": one.page or "–"}
        plan.faults.append(Reason("corrections.which_row", about))
        return None
    near = process.extractOne(one.name, [profile.name for profile in profiles], score_cutoff=_CLOSE)
    about = {"line": one.line, "name": one.name[:_SHOWN], "near": near[0] if near else ""}
    plan.faults.append(Reason(f"corrections.unknown_row{'_near' if near else ''}", about))
    return None


def _differs(one: Correction, found: str, column: str) -> Iterator[Reason]:
    expected = one.read
    same = sealed(found) == expected if expected.startswith(SEALED) else _plain(found) == _plain(expected)
    # A reader that has got better reads it right by now: nothing is left to correct.
    if not same and _plain(found) != _plain(one.corrected):
        yield Reason(
            "corrections.read_differs",
            {
                "line": one.line, "name": one.name, "field": column,
                "expected": _short(expected), "found": _short(found),
            },
        )  # fmt: skip


def _short(text: str) -> str:
    plain = _plain(text) or "–"
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def _plain(text: str) -> str:
    return " ".join(text.split())


@cache
def _words_for_leaving_out() -> frozenset[str]:
    label = words_of_key("corrections.leave_out")
    return frozenset(fold(text) for text in (LEAVE_OUT, label.sv, label.en))


def corrections_of(profile: FoundProfile, changed: Mapping[str, str], *, left_out: bool) -> Iterator[Correction]:
    """The corrections that make of a profile what a person has made of it.

    >>> [one.corrected for one in corrections_of(FoundProfile({"name": "A"}), {"name": "B"}, left_out=False)]
    ['B']
    """
    if left_out:
        yield Correction(name=profile.name, page=profile.page, field=LEAVE_OUT)
        return
    for column, text in changed.items():
        read = profile.texts.get(column, "")
        if _plain(read) != _plain(text):
            yield Correction(name=profile.name, page=profile.page, field=column, read=read, corrected=text)
