"""Statistics Sweden's downloads as tables: long, or with years as columns; csv or workbook."""

import re
from collections.abc import Iterator, Sequence

import polars as pl

from klusterkarta.sources.statistics.dimensions import kind_of_heading
from klusterkarta.sources.statistics.raw import PLACE, VALUE, Raw
from klusterkarta.sources.statistics.written_figures import is_figure
from klusterkarta.sources.table import ROW, Table
from klusterkarta.sources.unreadable import unreadable

CONTENTS = "tabellinnehåll"
_YEARED = re.compile(r"(.*?)\s*\b((?:19|20)[0-9]{2})\s*")
_SAID = (("source", re.compile(r"(?:källa|source)\s*:\s*(.*)", re.IGNORECASE)),
         ("updated", re.compile(r"(?:senast uppdaterad|latest update)\s*:?\s*(.*)", re.IGNORECASE)))  # fmt: skip
_FEWEST = 2


def raw_table(table: Table, *, file: str) -> Raw:
    """The figures of a table: one heading row, under a title or not; keys once a block or on every row; notes below.

    Columns whose headings end in a year ("2019", "Antal 2019") hold figures of that year; else the columns after the
    dimensions do. UnreadableFile where there is no heading row or no column of figures.
    """
    rows = table.cells.select(ROW, *table.letters)
    head = _heading_row(rows)
    if head is None:
        raise unreadable("figures.no_headings", file=file)
    said = _said(rows[:head].drop(ROW).rows())
    body, below = _parted(rows[head + 1 :])
    headings = {letter: str(text or "") for letter, text in zip(table.letters, rows.row(head)[1:], strict=True)}
    used = [letter for letter in table.letters if body[letter].null_count() < body.height]
    yeared = [letter for letter in used if (found := _YEARED.fullmatch(headings[letter])) and not _is_key(found[1])]
    measured = yeared or _measures(body, headings, used)
    if not measured:
        raise unreadable("figures.no_measure", file=file, columns=", ".join(filter(None, headings.values())))
    keys = [letter for letter in used if letter not in measured]
    named = {letter: headings[letter] or f"#{number}" for number, letter in enumerate(keys, start=1)}
    filled = body.with_columns(pl.col(keys).forward_fill())
    counted = {letter: _contents(headings[letter]) if yeared else (headings[letter], "") for letter in measured}
    parts = [_part(filled, named, letter, what) for letter, what in counted.items()]
    return Raw(pl.concat(parts), {**said, **_said(below)})


def _contents(heading: str) -> tuple[str, str]:
    """What a column with a year counts, and the year: "Antal 2019", "2019"."""
    found = _YEARED.fullmatch(heading)
    return (found[1], found[2]) if found else (heading, "")


def _part(body: pl.DataFrame, keys: dict[str, str], letter: str, counted: tuple[str, str]) -> pl.DataFrame:
    """The figures of one column with their keys."""
    contents, year = counted
    return body.select(
        *(pl.col(key).alias(name) for key, name in keys.items()),
        pl.lit(contents).alias(CONTENTS),
        *([pl.lit(year).alias("år")] if year else []),
        pl.col(letter).alias(VALUE),
        (pl.lit(letter) + pl.col(ROW).cast(pl.String)).alias(PLACE),
    )


def _heading_row(rows: pl.DataFrame) -> int | None:
    """The first row with several cells of which one is a heading that we know, or a year."""
    for number, cells in enumerate(rows.head(30).drop(ROW).iter_rows()):
        texts = [str(cell) for cell in cells if cell]
        known = any(kind_of_heading(text) or _YEARED.fullmatch(text) for text in texts)
        if known and len(texts) >= (1 if number else _FEWEST) and not _is_title(texts):
            return number
    return None


def _is_title(texts: Sequence[str]) -> bool:
    """A sentence alone on its row, such as "Förvärvsarbetande efter region och år 2019"."""
    return len(texts) == 1 and len(texts[0].split()) > _FEWEST


def _parted(rows: pl.DataFrame) -> tuple[pl.DataFrame, list[tuple[str | None, ...]]]:
    """The rows of figures, and the notes below the last row that has more than one cell."""
    several = pl.sum_horizontal(pl.exclude(ROW).is_not_null().cast(pl.Int64)) >= _FEWEST
    last = rows.select(several.arg_true().max()).item()
    end = 0 if last is None else int(last) + 1
    return rows[:end], rows[end:].drop(ROW).rows()


def _measures(body: pl.DataFrame, headings: dict[str, str], used: Sequence[str]) -> list[str]:
    """The columns after the last known dimension that hold nothing but figures."""
    known = [at for at, letter in enumerate(used) if kind_of_heading(headings[letter])]
    after = used[max(known, default=0) + 1 :]
    return [letter for letter in after if body.select(is_figure(pl.col(letter).fill_null("")).all()).item()]


def _is_key(text: str) -> bool:
    return kind_of_heading(text) in ("region", "industry", "sex")


def _said(rows: Sequence[tuple[str | None, ...]]) -> dict[str, str]:
    """What the lines above or below the figures say: the title is the first line of those above."""
    lines = [str(cell) for row in rows for cell in row if cell]
    found = dict(_facts(lines))
    if lines and not any(pattern.match(lines[0]) for _, pattern in _SAID):
        found.setdefault("title", lines[0])
    return found


def _facts(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at, line in enumerate(lines):
        for name, pattern in _SAID:
            if match := pattern.match(line):
                yield name, match[1].strip() or (lines[at + 1] if at + 1 < len(lines) else "")
