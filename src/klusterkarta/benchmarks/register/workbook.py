"""Generated actors as a workbook, as somebody would send it."""

from pathlib import Path

import xlsxwriter

from klusterkarta.benchmarks.register.actors import SEED, SEPARATOR, Actors
from klusterkarta.benchmarks.register.shape import FILLED
from klusterkarta.vocabularies.fields import profile_fields

COLUMNS = ("row_key", "name", *FILLED)


def write_workbook(path: Path, count: int, *, seed: int = SEED) -> int:
    """Write so many rows under the vocabulary's Swedish headers; how many statements they hold."""
    statements = 0
    # Constant memory writes each row as it comes and repeats texts instead of sharing them: quicker at this size.
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False}) as workbook:
        sheet = workbook.add_worksheet("Aktörer")
        sheet.write_row(0, 0, [profile_fields()[code].label.sv for code in COLUMNS])
        for row, said in enumerate(Actors(count, seed=seed), start=1):
            for column, code in enumerate(COLUMNS):
                if code in said:
                    sheet.write_string(row, column, said[code])
            # The row's own number is no statement.
            statements += sum(cell.count(SEPARATOR) + 1 for cell in said.values()) - 1
    return statements
