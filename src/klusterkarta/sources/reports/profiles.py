"""Profiles out of a report."""

from collections.abc import Sequence

from klusterkarta.sources.reports.beside import split_beside
from klusterkarta.sources.reports.blocks import Block, Boundaries, find_blocks
from klusterkarta.sources.reports.cell_values import description_of, read_values
from klusterkarta.sources.reports.fact_table import FactTable, read_fact_table
from klusterkarta.sources.reports.headings import begins_paragraph
from klusterkarta.sources.reports.joining import join_texts
from klusterkarta.sources.reports.labels import find_labels
from klusterkarta.sources.reports.language import detect_languages
from klusterkarta.sources.reports.overview import Overviews, find_names, find_overviews
from klusterkarta.sources.reports.page_text import Line, Report, place_of
from klusterkarta.sources.reports.profile import SEPARATOR, Profile, Value
from klusterkarta.sources.reports.running import PagedLines, without_running_lines
from klusterkarta.sources.reports.sections import find_sections, first_list, list_at
from klusterkarta.sources.reports.segments import Segment, any_between, find_segments, heading_with_text
from klusterkarta.sources.reports.wrapped_labels import mend_labels


def extract_profiles(report: Report) -> list[Profile]:
    """The profiles of a report in their order: a heading, running text and a table of labels with values.

    Nothing is known of the report beforehand: labels come from the profile fields, headings, lists and pages from the
    document's own structure. A table of labels without a heading gives a profile without a name; no table, none.

    >>> text = "Glasriket\\n\\nFyra kommuner.\\n\\nOrt: Nybro\\nHemsida: www.glasriket.se\\nStartår: 1977"
    >>> from klusterkarta.sources.reports.plain_text import read_plain_text
    >>> [profile.text("url") for profile in extract_profiles(read_plain_text(text, name="a.txt"))]
    ['www.glasriket.se']
    """
    paged = without_running_lines(report.lines)
    lines = mend_labels(paged.lines)
    overviews = find_overviews(lines)
    names = find_names(lines, overviews)
    breaks = sorted({*names, *(position for position, line in enumerate(lines) if line.heading)})
    labels = [label for label in find_labels(lines) if label.line not in overviews.lines]
    blocks = find_blocks(
        labels,
        Boundaries(
            sure=lambda first, last: any_between(breaks, first=first, last=last),
            likely=lambda first, last: heading_with_text(lines, first=first, last=last),
            spaced=lambda line: begins_paragraph(lines, line),
        ),
    )
    tables = _tables(lines, blocks, breaks)
    ends = [table.end for table in tables]
    segments = find_segments(lines, blocks, ends=ends, names=names, apart_from=overviews.lines)
    lists = _lists(lines, segments, overviews)
    return [
        Profile(
            _profile(lines, segment, table)
            | _placed(paged, segment, overviews)
            | ({"list": Value(sorted_into)} if sorted_into else {})
        )
        for segment, table, sorted_into in zip(segments, tables, lists, strict=True)
    ]


def _tables(lines: list[Line], blocks: Sequence[Block], breaks: Sequence[int]) -> list[FactTable]:
    """The fact tables; what stands in a column beside one is taken out of the lines."""
    tables: list[FactTable] = []
    for block, limit in zip(blocks, [*(block.first for block in blocks), len(lines)][1:], strict=bool(blocks)):
        own, beside = split_beside(lines, block, limit=limit)
        for position, line in own.items():
            lines[position] = line
        table = read_fact_table(lines, block, limit=limit, breaks=breaks)
        table.beside[:0] = beside
        tables.append(table)
    return tables


def _profile(lines: Sequence[Line], segment: Segment, table: FactTable) -> dict[str, Value]:
    values = read_values(table.values)
    if segment.name >= 0:
        heading = lines[segment.name]
        values.setdefault("name", Value(join_texts([heading.text]), place_of([heading])))
    text = [*(lines[position] for position in segment.body), *table.beside]
    if text:
        values.setdefault("description", Value(description_of(text), place_of(text)))
    if "description" in values:
        languages = detect_languages(values["description"].text.split("\n"))
        values.setdefault("language", Value(SEPARATOR.join(languages)))
    return values


def _placed(paged: PagedLines, segment: Segment, overviews: Overviews) -> dict[str, Value]:
    """The page: that of the overview, or the one printed on the page, or its place in the file."""
    line = paged.lines[segment.name if segment.name >= 0 else segment.block.first]
    printed = paged.printed.get(line.page, line.page)
    page = overviews.rows[segment.row].page if segment.row >= 0 else printed
    return {"page": Value(str(page), place_of([line]))}


def _lists(lines: Sequence[Line], segments: Sequence[Segment], overviews: Overviews) -> list[str]:
    sections = find_sections(lines, apart_from={*overviews.lines, *(segment.name for segment in segments)})
    lists = [list_at(sections, segment.name if segment.name >= 0 else segment.block.first) for segment in segments]
    unsorted = first_list(lists)
    return [
        code or (unsorted if segment.row < 0 or overviews.rows[segment.row].overview == 0 else "")
        for code, segment in zip(lists, segments, strict=True)
    ]
