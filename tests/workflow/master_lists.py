"""A generated register, its exported master list, and the edits that people make in spreadsheet programs."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from klusterkarta.publishing.columns import COLUMNS
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.export import export_xlsx
from tests.registers import collect_rows

PRIORITIES = ("FoodTech", "GovTech", "Kris och räddning")
ALL = "Alla aktörer"


def generated_register(actors: int) -> None:
    """Actors 1 … n: every third has a priority, every fifth an address, every seventh two funders."""
    collect_rows("s3", {f"P{n}": {"name": name} for n, name in enumerate(PRIORITIES, start=1)}, thing="priority")
    rows = {}
    for n in range(1, actors + 1):
        rows[str(n)] = {
            "name": f"Kluster {n:04}",
            "start_year": str(1990 + n % 30),
            "members": f"Ca {n % 90 + 1}" if n % 2 else str(n % 90 + 1),
            "description": f"Beskrivning av nummer {n}",
            "geography": ("Umeå", "Karlstad", "Malmö")[n % 3],
        }
        if n % 3 == 0:
            rows[str(n)]["priorities"] = PRIORITIES[n // 3 % 2]
        if n % 5 == 0:
            rows[str(n)]["url"] = f"www.kluster{n}.se"
        if n % 7 == 0:
            rows[str(n)]["funders"] = "Vinnova | Region Skåne"
    collect_rows("karta", rows)


def exported(folder: Path, **chosen: Any) -> Path:
    """The master list of the register as it is now."""
    path = folder / "masterlista.xlsx"
    export_xlsx(path, caller=OPERATOR, **chosen)
    return path


class Edited:
    """An exported file in a person's hands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def sheet(self, name: str = ALL) -> Any:
        """A sheet by name."""
        return self.book[name]

    def row_of(self, actor: str, sheet: str = ALL) -> int:
        """The row in which an actor stands now."""
        cells = self.book[sheet]["A"]
        return next(cell.row for cell in cells if cell.value == actor)

    def put(self, actor: str, code: str, value: Any, *, sheet: str = ALL) -> None:
        """Write into the cell of an actor."""
        self.book[sheet].cell(self.row_of(actor, sheet), column_of(code)).value = value

    def sort(self, key: Callable[[tuple[Any, ...]], Any], *, sheet: str = ALL, rows: int = 0) -> None:
        """Sort the first rows below the head (all of them for 0), as a program does: the values move."""
        target = self.book[sheet]
        last = 1 + rows if rows else target.max_row
        width = target.max_column
        held = [tuple(cell.value for cell in row) for row in target.iter_rows(2, last, 1, width)]
        for at, values in enumerate(sorted(held, key=key), start=2):
            for column, value in enumerate(values, start=1):
                target.cell(at, column).value = value

    def copy_row(self, actor: str, *, sheet: str = ALL) -> int:
        """Copy a whole row below the last one; where it stands."""
        target = self.book[sheet]
        at, end = self.row_of(actor, sheet), target.max_row + 1
        for column in range(1, target.max_column + 1):
            target.cell(end, column).value = target.cell(at, column).value
        return end

    def save(self) -> Path:
        """Write the file back."""
        self.book.save(self.path)
        return self.path


def column_of(code: str) -> int:
    """The number of a column, counted from 1."""
    return next(at for at, column in enumerate(COLUMNS, start=1) if column.code == code)
