"""Results that a source reports: kind, amount and unit belong together by record, and do not compete."""

from collections.abc import Sequence
from dataclasses import dataclass

from klusterkarta.vocabularies.written import written_value
from klusterkarta.web.pages.profile.facts import said_of
from klusterkarta.web.pages.profile.sources import Letters, SourceNote
from klusterkarta.workflow.show import PropertyView, ValueView

_PARTS = ("result_kind", "result_value", "result_unit")


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One result: what it is a result of, and how much."""

    kind: str
    amount: str
    notes: list[SourceNote]


def result_rows(properties: Sequence[PropertyView], letters: Letters, *, lang: str) -> list[ResultRow]:
    """One row for each record that reports a result, in the order of the records."""
    by_record: dict[int, dict[str, ValueView]] = {}
    for one in properties:
        if one.code in _PARTS:
            for value in one.values:
                by_record.setdefault(value.record, {})[one.code] = value
    return [_row(by_record[record], letters, lang) for record in sorted(by_record)]


def _row(parts: dict[str, ValueView], letters: Letters, lang: str) -> ResultRow:
    written = {code: written_value(code, value.value, lang=lang) for code, value in parts.items()}
    amount = " ".join(written[code] for code in ("result_value", "result_unit") if code in written)
    return ResultRow(
        written.get("result_kind", ""), amount, letters.notes([said_of(one, lang) for one in parts.values()])
    )
