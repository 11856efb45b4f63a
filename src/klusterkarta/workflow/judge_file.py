"""A file of decisions: pairs of records by key, each with a verdict and the reason for it."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from klusterkarta.catalogue.selectors.pairs import Pair, records_by_key, standing_judgements
from klusterkarta.catalogue.services.judgements import VERDICTS, Verdict, judge
from klusterkarta.catalogue.services.staging import mention_key
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import explain
from klusterkarta.workflow.refresh import writing
from klusterkarta.workflow.waiting import patiently

COLUMNS = ("left", "right", "verdict", "why")
_MENTION = "mention/"


class BadDecisions(Explained):
    """The file of decisions has faults; nothing of it was recorded. `faults` names each of them, with its line."""

    def __init__(self, reason: Reason, faults: Sequence[Reason] = ()) -> None:
        super().__init__(reason)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        """What is wrong and where, in English."""
        return "\n".join(explain(one, "en") for one in (self.reason, *self.faults))


@dataclass(frozen=True, slots=True)
class DecisionsReport:
    """How many decisions were recorded, and how many the register held already."""

    judged: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class _Decision:
    line: int
    left: str
    right: str
    verdict: str
    why: str


def judge_file(path: Path, *, caller: Caller) -> DecisionsReport:
    """Record the decisions of a CSV file with the columns left, right, verdict, why (comma or semicolon, UTF-8).

    `left` and `right` are `source key:row key`, a mention is `source key:mention/<wording>`. All or nothing:
    BadDecisions names every fault. A decision that stands already is left as it is, so a file can be read twice.
    """
    check_allowed(caller, "judge")
    decisions = list(_read(path))
    ids = records_by_key({key for one in decisions for key in (one.left, one.right)})
    faults = [*_faults(decisions, ids), *_contradictions(decisions)]
    if faults:
        raise BadDecisions(Reason("linkage.file_has_faults", {"count": len(faults)}), faults)
    verdicts = {_pair(one, ids): one for one in decisions}
    standing = standing_judgements(verdicts)
    fresh = [
        Verdict(left=left, right=right, verdict=one.verdict, why=one.why)
        for (left, right), one in verdicts.items()
        if (held := standing.get((left, right))) is None or (held.verdict, held.why) != (one.verdict, one.why)
    ]
    if fresh:
        patiently(lambda: _record(fresh, caller))
    return DecisionsReport(len(fresh), len(decisions) - len(fresh))


def _record(verdicts: list[Verdict], caller: Caller) -> None:
    with writing() as touched:
        touched.add(judge(verdicts, caller=caller))


def _read(path: Path) -> Iterator[_Decision]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadDecisions(Reason("linkage.file_not_read")) from problem
    header = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if header.count(";") > header.count(",") else ",")
    if missing := [column for column in COLUMNS if column not in (reader.fieldnames or ())]:
        raise BadDecisions(Reason("linkage.file_lacks_column", {"columns": ", ".join(missing)}))
    for row in reader:
        values = {column: (row[column] or "").strip() for column in COLUMNS}
        if any(values.values()):
            sides = _key(values["left"]), _key(values["right"])
            yield _Decision(reader.line_num, *sides, values["verdict"], values["why"])


def _key(written: str) -> str:
    """A mention's key as the register keeps it: white space joined, a very long wording cut."""
    source, colon, row_key = written.partition(":")
    return f"{source}{colon}{mention_key(row_key.removeprefix(_MENTION))}" if row_key.startswith(_MENTION) else written


def _pair(one: _Decision, ids: Mapping[str, int]) -> Pair:
    left, right = sorted((ids[one.left], ids[one.right]))
    return left, right


def _faults(decisions: Sequence[_Decision], ids: Mapping[str, int]) -> Iterator[Reason]:
    for one in decisions:
        for key in (one.left, one.right):
            if key not in ids:
                yield Reason("linkage.line_unknown_record", {"line": one.line, "key": key})
        if one.left == one.right:
            yield Reason("linkage.line_same_record", {"line": one.line})
        if one.verdict not in VERDICTS:
            yield Reason("linkage.line_unknown_verdict", {"line": one.line, "verdict": one.verdict})


def _contradictions(decisions: Sequence[_Decision]) -> Iterator[Reason]:
    first: dict[frozenset[str], _Decision] = {}
    for one in decisions:
        earlier = first.setdefault(frozenset((one.left, one.right)), one)
        if earlier.verdict != one.verdict:
            yield Reason("linkage.line_contradicts", {"line": one.line, "other_line": earlier.line})
