"""What a person has decided about a file's columns: kept as a small YAML document and used again next time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from klusterkarta.sources.unreadable import unreadable
from klusterkarta.values.stated import THINGS
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.headers import header_key
from klusterkarta.vocabularies.terms import terms

IGNORE = "ignore"
LIST_SEPARATOR = "|"
_KEYS = frozenset({"columns", "letters", "key", "separators", "sheet", "thing", "kind"})
_SEPARATORS = {"newline": "\n"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """A saved mapping.

    `columns`: header → field code, `code@language`, or `ignore`; `letters` the same by spreadsheet letter, which
    decides before the header. Columns that it does not name are matched by the vocabulary. `key`: the header of the
    column whose values identify the rows. `separators`: what parts the values in a cell of a field with several.
    `thing` and `kind`: for rows that do not say themselves.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    separators: tuple[str, ...] = (LIST_SEPARATOR,)
    sheet: str = ""
    thing: str = "actor"
    kind: str = ""

    def __post_init__(self) -> None:
        for header, target in (*self.columns.items(), *self.letters.items()):
            _check_target(header, target)
        if self.thing not in THINGS or self.thing == "mention":
            raise unreadable("mapping.unknown_thing", found=self.thing, expected=", ".join(THINGS))
        if self.kind and self.kind not in terms("actor_kinds"):
            raise unreadable("mapping.unknown_kind", found=self.kind)

    def target(self, header: str) -> str | None:
        """The field that the mapping gives a header; None where it says nothing.

        >>> ColumnMapping(columns={"Org namn": "name"}).target("ORG. NAMN")
        'name'
        """
        return {header_key(one): target for one, target in self.columns.items()}.get(header_key(header))


def mapping_from(entry: Mapping[str, Any]) -> ColumnMapping:
    """A mapping from plain values, as YAML or a form holds them. UnreadableFile for anything that it cannot be.

    >>> mapping_from({"columns": {"Aktör": "name"}, "separators": [";", "newline"]}).separators
    (';', '\\n')
    """
    for name in sorted(set(entry) - _KEYS):
        raise unreadable("mapping.unknown_entry", found=name, expected=", ".join(sorted(_KEYS)))
    values: dict[str, Any] = {name: str(entry[name]) for name in ("key", "sheet", "thing", "kind") if entry.get(name)}
    for name in ("columns", "letters"):
        values[name] = _texts(name, entry.get(name) or {})
    values["letters"] = {letter.upper(): target for letter, target in values["letters"].items()}
    if entry.get("separators"):
        values["separators"] = tuple(_SEPARATORS.get(one, one) for one in map(str, entry["separators"]))
    return ColumnMapping(**values)


def load_mapping(path: Path) -> ColumnMapping:
    """The mapping in a YAML file. UnreadableFile when it is absent, no YAML, or names what does not exist."""
    try:
        parsed = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise unreadable("file.not_there", file=path.name, why=problem.strerror or str(problem)) from problem
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise unreadable("mapping.not_yaml", file=path.name, why=" ".join(str(problem).split())[:200]) from problem
    if not isinstance(parsed, dict):
        raise unreadable("mapping.not_yaml", file=path.name, why=type(parsed).__name__)
    return mapping_from(parsed)


def mapping_text(mapping: ColumnMapping) -> str:
    """The mapping as the YAML that `load_mapping` reads.

    >>> mapping_from(yaml.safe_load(mapping_text(ColumnMapping(columns={"A": "name"})))) == ColumnMapping(
    ...     columns={"A": "name"}
    ... )
    True
    """
    names = {text: name for name, text in _SEPARATORS.items()}
    entry: dict[str, Any] = {"columns": dict(mapping.columns), "letters": dict(mapping.letters)}
    entry |= {"separators": [names.get(one, one) for one in mapping.separators]}
    entry |= {name: getattr(mapping, name) for name in ("key", "sheet", "thing", "kind")}
    return yaml.safe_dump({name: value for name, value in entry.items() if value}, allow_unicode=True, sort_keys=False)


def _texts(name: str, entry: object) -> dict[str, str]:
    if not isinstance(entry, Mapping):
        raise unreadable("mapping.no_pairs", entry=name)
    return {str(header): str(target or IGNORE) for header, target in entry.items()}


def _check_target(header: str, target: str) -> None:
    code, _, language = target.partition("@")
    known = profile_fields().get(code)
    if target != IGNORE and known is None:
        raise unreadable("mapping.unknown_field", header=header, found=target)
    if language and (known is None or not known.multilingual or language not in terms("languages")):
        raise unreadable("mapping.no_language", header=header, found=target)
