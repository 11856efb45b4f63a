"""The demonstration's facts against the documents they were read from.

`sixty_cells.csv` was written by reading: each line names a cell of demo/, the heading under which the document has it,
the document's own wording and the value that the cell must hold. The documents lie beside the repository, not in it.
"""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared" / "seeds"
# A national-map profile with its fact table is shorter than this; other quotes lie within it of their heading too.
REACH = 6000


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


CELLS = rows(Path(__file__).with_name("sixty_cells.csv"))


@cache
def demo(name: str) -> dict[str, dict[str, str]]:
    return {row["Nr"]: row for row in rows(ROOT / "demo" / name)}


@cache
def document(number: str) -> str:
    if not DOCUMENTS.is_dir():
        pytest.skip("the source documents (../shared/seeds) are not on this machine")
    return re.sub(r"\s+", " ", next(DOCUMENTS.glob(f"{number}_*.txt")).read_text(encoding="utf-8"))


def test_there_are_sixty():
    assert len({(cell["file"], cell["row"], cell["column"]) for cell in CELLS}) == len(CELLS) == 60


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell['row']} {cell['column']}")
def test_cell_holds_what_was_read(cell):
    assert demo(cell["file"])[cell["row"]][cell["column"]] == cell["value"]


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell['row']} {cell['column']}")
def test_document_says_so_under_that_heading(cell):
    text = document(cell["document"])
    places = [match.start() for match in re.finditer(re.escape(cell["heading"]), text)]
    assert any(cell["quote"] in text[start : start + REACH] for start in places)


# Counts as the documents state them: D3 4.1 (39, 22, 7), D4 2.1 and 3 (9; 18 foreign, 4 Swedish), D0 table 1 (15),
# D2 (4 goals, 21 activities, 5 sub-activities; REQUIREMENTS R69).
@pytest.mark.parametrize(
    ("name", "column", "expected"),
    [
        ("nationell-kartlaggning-2010-lista-1.csv", "Lista", {"1": 39}),
        ("nationell-kartlaggning-2010-lista-2.csv", "Lista", {"2-strategic": 22, "2-transnational": 7}),
        ("s3-prioriteringar-2022.csv", "Typ", {"prioritering": 9}),
        ("handlingsplan-cirkular-2024.csv", "Typ", {"mål": 4, "aktivitet": 21, "delaktivitet": 5}),
    ],
)
def test_counts(name, column, expected):
    values = [row[column] for row in demo(name).values()]
    assert {value: values.count(value) for value in set(values)} == expected


def test_fifteen_food_clusters_and_twenty_two_regions():
    assert len(demo("livsmedelskluster-2023.csv")) == 15
    lands = [row["Land"] for row in demo("s3-samverkansregioner-2022.csv").values()]
    assert (len(lands) - lands.count("Sverige"), lands.count("Sverige")) == (18, 4)


def test_nine_member_fields_of_list_1_are_blank():
    # R13.
    assert sum(not row["Antal medlemsföretag"] for row in demo("nationell-kartlaggning-2010-lista-1.csv").values()) == 9


def test_eighteen_links():
    # R19: 18 links between initiatives, one of them (Biofuel Region) to none of the map's.
    links = [row["Koppling till andra kluster"] for row in demo("nationell-kartlaggning-2010-lista-1.csv").values()]
    assert len([one for cell in links for one in cell.split(" | ") if one]) == 18


@pytest.mark.parametrize("path", sorted((ROOT / "demo").glob("*.csv")), ids=lambda path: path.stem)
def test_no_personal_data(path):
    text = path.read_text(encoding="utf-8")
    assert "@" not in text
    assert not re.search(r"(?<!\d)(\+46 ?\(?0?\)? ?|0)7[02369][\d\s-]{6,}", text)
