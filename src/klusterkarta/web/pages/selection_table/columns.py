"""The columns of the table: their heads, which order the rows, and the form that chooses them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from klusterkarta.vocabularies.fields import field_groups
from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.selection_table.query import HAS, TableQuery
from klusterkarta.workflow.selection_table import NAME
from klusterkarta.workflow.table_cells import TableField, table_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column's head. `sorted` is the value of aria-sort, "" for a column that does not order the rows."""

    code: str
    label: str
    definition: str
    href: str
    sorted: str
    number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenColumn:
    """A chosen column in the form: the words that it has to hold, and the table with it moved ("" where it cannot)."""

    code: str
    label: str
    has: str
    words: str
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The fields of one group that are no columns yet: (code, label)."""

    name: str
    fields: list[tuple[str, str]]


def heads(query: TableQuery, fields: Sequence[TableField], *, lang: str) -> list[Head]:
    """The heads of the name and of the chosen columns, each leading to the table ordered by it, or the other way."""
    named = Head(code=NAME, label=say("table.name", lang), definition="", number=False, **_order(query, NAME, lang))
    return [
        named,
        *(
            Head(
                code=one.code,
                label=one.label.read(lang),
                definition=one.definition.read(lang),
                number=is_number(one),
                **_order(query, one.code, lang),
            )
            for one in fields
        ),
    ]


def is_number(field: TableField) -> bool:
    """Whether the column's values are written flush right."""
    return field.type == "quantity"


def chosen_columns(query: TableQuery, fields: Sequence[TableField], *, lang: str) -> list[ChosenColumn]:
    """The chosen columns in their order, the name before them: it can be filtered but neither moved nor taken away."""
    codes = [one.code for one in fields]
    name = _chosen(NAME, say("table.name", lang), query)
    return [
        name,
        *(
            replace(
                _chosen(one.code, one.label.read(lang), query),
                earlier=_moved(query, codes, at, at - 1, lang),
                later=_moved(query, codes, at, at + 1, lang),
            )
            for at, one in enumerate(fields)
        ),
    ]


def further_fields(fields: Sequence[TableField], lang: str) -> list[FieldGroup]:
    """The fields that are no columns, by group."""
    taken = {one.code for one in fields}
    groups = (
        FieldGroup(
            label.read(lang),
            [(one.code, one.label.read(lang)) for one in table_fields().values() if one.group == group],
        )
        for group, label in field_groups().items()
    )
    left = (FieldGroup(one.name, [pair for pair in one.fields if pair[0] not in taken]) for one in groups)
    return [one for one in left if one.fields]


def _chosen(code: str, label: str, query: TableQuery) -> ChosenColumn:
    words = query.contains.get(code, "")
    return ChosenColumn(code=code, label=label, has=HAS + code, words=words, earlier="", later="")


def _moved(query: TableQuery, codes: Sequence[str], at: int, to: int, lang: str) -> str:
    if not 0 <= to < len(codes):
        return ""
    moved = list(codes)
    moved[at], moved[to] = moved[to], moved[at]
    return query.with_fields(*moved).href(lang)


def _order(query: TableQuery, code: str, lang: str) -> dict[str, str]:
    ascending, descending = query.order == code, query.order == f"-{code}"
    turned = replace(query, order=f"-{code}" if ascending else code, after=0)
    return {
        "href": turned.href(lang),
        "sorted": "ascending" if ascending else "descending" if descending else "",
    }
