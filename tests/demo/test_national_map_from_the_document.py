"""The demonstration's national map, made again: the document read, a person's corrections applied, the rows collected.

`tests/workflow/national_map_corrections.csv` holds what a person chose for `demo/` where the reader reads something
else, found by comparing the two cell by cell: 68 kinds (the table of `extract` has no such column; the list says it),
27 other names, and 21 cells that are read otherwise. What was read of telephones and addresses stands there as a
digest. The document lies beside the repository, not in it.
"""

from pathlib import Path

import pytest

from klusterkarta.catalogue.services.sources import SourceDetails
from klusterkarta.sources.reports.normalise import normalise_cell
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.text import fold
from klusterkarta.workflow.collect import CollectRequest, collect_file
from klusterkarta.workflow.corrections_file import read_corrections
from klusterkarta.workflow.extract import as_csv, extract_profiles_of
from klusterkarta.workflow.source_contents import SourceRow, actor_rows

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared" / "seeds"
LISTS = [ROOT / "demo" / f"nationell-kartlaggning-2010-lista-{number}.csv" for number in (1, 2)]
CORRECTIONS = ROOT / "tests" / "workflow" / "national_map_corrections.csv"
# Every public field of demo/ but the descriptions, which are its own words → the rule of docs/extract.md for comparing.
FIELDS = {
    "list": "list", "name": "name", "other_names": "", "kind": "", "url": "url", "address": "address", "phone": "phone",
    "geography": "geography_raw", "sector": "sector_raw", "members": "members_raw", "start_year": "start_year",
    "funders": "funders", "research_partners": "research_partners", "linked_clusters": "linked_clusters",
    "source_language": "language",
}  # fmt: skip
PERSONAL = {"contact_name", "contact_role", "contact_email", "contact_phones"}


def collected(source: str, *files: Path) -> dict[str, dict[str, str]]:
    """Collect the files into a source of their own; name → normalised text of every field and of the place."""
    for file in files:
        details = SourceDetails(key=source, title_sv=source, published_on="2010")
        report = collect_file(CollectRequest(path=file, source=details), caller=OPERATOR)
        assert report.skipped_count == 0
    rows = [row for row in actor_rows(source, limit=200) if row.record.thing == "actor"]
    return {fold(row.said("name")): cells(row) for row in rows}


def cells(row: SourceRow) -> dict[str, str]:
    said = {code: texts for (code, language), texts in row.values.items() if code != "description" and not language}
    assert said.keys() <= FIELDS.keys(), "what demo/ does not have is no agreement either"
    return {code: normalised(code, " | ".join(said.get(code, ()))) for code in FIELDS} | {"place": row.record.place}


def normalised(code: str, text: str) -> str:
    return normalise_cell(FIELDS[code], text) if FIELDS[code] else fold(text)


@pytest.mark.django_db
def test_the_national_map_is_made_again_from_the_document(tmp_path):
    if not DOCUMENTS.is_dir():
        pytest.skip("the source documents (../shared/seeds) are not on this machine")
    (document,) = DOCUMENTS.glob("003_*.txt")
    table = tmp_path / "karta.csv"
    table.write_text(as_csv(extract_profiles_of(document, corrections=CORRECTIONS)), encoding="utf-8")
    again, demo = collected("again", table), collected("demo", *LISTS)
    # D3 4.1: 39 cluster initiatives, 22 strategic and 7 transnational networks.
    assert len(demo) == 68
    assert again.keys() == demo.keys()
    differing = [(name, code) for name, row in demo.items() for code in row if again[name][code] != row[code]]
    assert differing == []
    # So many cells of the two files are not empty, without Nr and the descriptions (counted by a csv reader alone).
    assert sum(bool(text) for row in demo.values() for text in row.values()) == 802


def test_the_corrections_hold_nothing_personal_and_no_sentence_of_the_report():
    corrections = read_corrections(CORRECTIONS)
    assert len(corrections) == 116
    assert {one.field for one in corrections}.isdisjoint({*PERSONAL, "description"})
    assert all(
        not one.read or one.read.startswith("digest:") for one in corrections if one.field in ("phone", "address")
    )
    assert max(len(one.read) for one in corrections) < 60
