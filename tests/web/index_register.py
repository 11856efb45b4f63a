"""Figures of three regions for an index, a table an indicator."""

from klusterkarta.figures.selectors import cubes
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.figures import AddRequest, add_figures

# By hand on min-max: patents 0, 1 and ½; specialisation 1, 0 and none. Nothing else has figures.
TABLES = {
    "malardalen-patents": "region,år,värde\n04 Södermanlands län,2024,10\n01 Stockholms län,2024,30\nSE121,2024,20\n",
    "malardalen-research-skills": "region,år,värde\n04,2024,1\n01 Stockholms län,2024,2\n03 x,2024,..\n",
    "malardalen-specialisation-ability": "region,år,värde\n04 Södermanlands län,2009,5\n01 Stockholms län,2009,3\n",
}


def index_register(folder) -> None:
    """Add the tables, once."""
    there = {one.key for one in cubes()}
    for key, text in TABLES.items():
        if key not in there:
            path = folder / f"{key}.csv"
            path.write_text(text, encoding="utf-8")
            request = AddRequest(
                path=path, key=key, licence="CC0", title=f"Tabell {key}", source="SCB", population="other"
            )
            add_figures(request, caller=OPERATOR)
