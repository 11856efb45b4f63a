"""The demonstration's open figures into the register of figures."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from klusterkarta.figures.selectors import cubes
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.figures import AddRequest, add_figures


def add_demo_figures(folder: Path) -> int:
    """Add each table of `figures.yaml` in the folder that the register does not have yet; how many were added."""
    document = yaml.safe_load((folder / "figures.yaml").read_text(encoding="utf-8"))
    there = {one.key for one in cubes()}
    lacking = [document["defaults"] | table for table in document["tables"] if table["key"] not in there]
    for table in lacking:
        add_figures(_request(folder, table), caller=OPERATOR)
    return len(lacking)


def _request(folder: Path, table: Mapping[str, Any]) -> AddRequest:
    facts = {name: value for name, value in table.items() if name not in ("file", "where")}
    return AddRequest(path=folder / table["file"], chosen=[table["where"]] if "where" in table else [], **facts)
