"""A register with initiatives, and a table of statistics, for the two maps."""

from klusterkarta.catalogue.selectors.sources import source_view
from klusterkarta.figures.selectors import cubes
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.figures import AddRequest, add_figures
from tests.registers import collect_rows

INITIATIVES = {
    "1": {"name": "Pappersriket", "kind": "klusterinitiativ", "geography": "Värmlands län", "sector": "Skogsindustri"},
    "2": {"name": "Värmlandsmat", "kind": "klusterinitiativ", "geography": "Värmlands län", "sector": "Livsmedel"},
}
# By hand: forestry is 300 of 1 000 in Värmland and 400 of 2 000 in all, 1.5 times its share; food in Skåne is 900 of
# 1 000 against 1 600 of 2 000, 1.125 times. In 2018 forestry in Värmland was 200 people.
TABLE = """region;näringsgren SNI 2007;kön;Antal dagbefolkning 2018;Antal dagbefolkning 2020
17 Värmlands län;16 trävaror;män;150;240
17 Värmlands län;16 trävaror;kvinnor;50;60
17 Värmlands län;10 livsmedel;män;700;700
12 Skåne län;16 trävaror;män;100;100
12 Skåne län;10 livsmedel;män;900;900
"""


def laid_register(folder) -> None:
    """Collect the initiatives and the table, once."""
    if source_view("initiativ") is None:
        collect_rows("initiativ", INITIATIVES)
    if "dag" not in {one.key for one in cubes()}:
        path = folder / "dag.csv"
        path.write_text(TABLE, encoding="utf-8")
        add_figures(AddRequest(path=path, key="dag", licence="CC0", title="Arbetande", source="SCB"), caller=OPERATOR)
