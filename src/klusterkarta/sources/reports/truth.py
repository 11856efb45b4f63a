"""Truth files: what a person reads in a report, personal data and running text as digests."""

import csv
import hashlib
import hmac
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from klusterkarta.sources.reports.normalise import normalise_cell
from klusterkarta.sources.reports.profile import PROFILE_COLUMNS
from klusterkarta.sources.unreadable import unreadable

# Personal columns and sentences; telephone and address too, since some sources write a person there.
SEALED_COLUMNS = frozenset(
    {"contact_name", "contact_role", "contact_email", "contact_phones", "description", "phone", "address"}
)
_HEAD = "# klusterkarta truth key="
_DIGITS = 4

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Truth:
    """The rows of a truth file, and the key that its digests are made with."""

    key: bytes
    rows: tuple[Row, ...]


def seal_cell(column: str, text: str, *, key: bytes) -> str:
    """What stands in a truth file for a cell: the text, or in the sealed columns four figures of its digest.

    >>> seal_cell("description", "Nord- Europa", key=b"k") == seal_cell("description", "Nordeuropa", key=b"k")
    True
    >>> seal_cell("name", "Glasriket", key=b"k"), seal_cell("contact_name", "", key=b"k")
    ('Glasriket', '')
    """
    if column not in SEALED_COLUMNS or not text:
        return text
    digest = hmac.new(key, normalise_cell(column, text).encode(), hashlib.sha256)
    return digest.hexdigest()[:_DIGITS]


def seal(rows: Iterable[Row], *, key: bytes) -> str:
    """The text of a truth file for rows in plain words."""
    out = io.StringIO()
    out.write(f"{_HEAD}{key.hex()}\n")
    writer = csv.DictWriter(out, PROFILE_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: seal_cell(column, row.get(column, ""), key=key) for column in PROFILE_COLUMNS})
    return out.getvalue()


def read_truth(path: Path) -> Truth:
    """The truth in a file. Raises UnreadableFile unless it begins with its key and has the columns of profiles."""
    head, _, rest = _text(path).partition("\n")
    key = head.removeprefix(_HEAD).strip()
    if not head.startswith(_HEAD) or not key or len(key) % 2 or not set(key) <= set("0123456789abcdef"):
        raise unreadable("report.no_key", file=path.name)
    return Truth(bytes.fromhex(key), tuple(_rows(rest, path.name)))


def read_plain(path: Path) -> list[Row]:
    """The rows of a CSV file with the columns of profiles. Raises UnreadableFile when a column is missing."""
    return _rows(_text(path), path.name)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise unreadable("file.not_there", file=path.name, why=str(problem)[:200]) from problem


def _rows(text: str, name: str) -> list[Row]:
    reader = csv.DictReader(io.StringIO(text))
    missing = [column for column in PROFILE_COLUMNS if column not in _names(reader.fieldnames)]
    if missing:
        raise unreadable("report.not_the_columns", file=name, missing=", ".join(missing))
    return [{column: (row[column] or "").strip() for column in PROFILE_COLUMNS} for row in reader]


def _names(found: Sequence[str] | None) -> Sequence[str]:
    return found or ()
