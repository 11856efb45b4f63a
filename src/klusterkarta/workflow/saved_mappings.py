"""The choice of columns of each source, kept in the workspace for the next time it is read."""

from pathlib import Path

from klusterkarta.settings import current
from klusterkarta.sources.mapping import ColumnMapping, load_mapping, mapping_text
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.workflow.collect import check_source_key
from klusterkarta.workflow.collect_reading import MappingChoice, chosen_mapping


def saved_mapping(source: str) -> ColumnMapping | None:
    """The mapping that was kept for a source, or None. UnreadableFile when it was damaged since."""
    path = _path(source)
    return load_mapping(path) if path.is_file() else None


def save_mapping(source: str, mapping: MappingChoice, *, caller: Caller) -> Path:
    """Keep a mapping for a source, in place of any earlier one. Raises UnreadableFile, NotAllowed."""
    check_allowed(caller, "collect")
    path = _path(source)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(mapping_text(chosen_mapping(mapping)), encoding="utf-8")
    return path


def _path(source: str) -> Path:
    check_source_key(source)
    return current().workspace / "mappings" / f"{source}.yaml"
