"""A report as plain values, to hand from one process to another."""

from typing import Any

from klusterkarta.sources.reports.page_text import Cell, Line, Report


def report_to_dict(report: Report) -> dict[str, Any]:
    """The report for JSON.

    >>> report_from_dict(report_to_dict(Report("a", "text", (Line(text="x", page=1, number=2),)))).lines[0].number
    2
    """
    return {
        "name": report.name, "kind": report.kind, "pages": report.pages, "unmapped": report.unmapped,
        "notes": list(report.notes), "lines": [_line_to_list(line) for line in report.lines],
    }  # fmt: skip


def report_from_dict(entry: dict[str, Any]) -> Report:
    """The report that `report_to_dict` made plain."""
    lines = tuple(_line_from_list(line) for line in entry["lines"])
    return Report(entry["name"], entry["kind"], lines, entry["pages"], entry["unmapped"], tuple(entry["notes"]))


def _line_to_list(line: Line) -> list[Any]:
    cells = [[cell.text, cell.x] for cell in line.stated_cells]
    return [line.text, line.page, line.number, line.heading, line.gap, line.row, line.size, line.top, cells]


def _line_from_list(entry: list[Any]) -> Line:
    text, page, number, heading, gap, row, size, top, cells = entry
    stated = tuple(Cell(text, x) for text, x in cells)
    return Line(
        text=text, page=page, number=number, heading=heading, gap=gap, row=row, size=size, top=top, stated_cells=stated
    )
