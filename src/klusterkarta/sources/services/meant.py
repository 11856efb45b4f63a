"""What a filter means in a table: its dimension and its entries, by code or in words, whatever their case."""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from klusterkarta.sources.services.refusals import bad_question
from klusterkarta.values.first_few import first_few

_SHOWN = 8


def dimension_meant(name: str, dimensions: Mapping[str, str], *, dataset: str) -> str:
    """The code of a dimension, of a table with these (code → in words). BadQuestion where it has none such.

    >>> dimension_meant("Kön", {"Region": "region", "Kon": "kön"}, dataset="T")
    'Kon'
    """
    asked = name.casefold()
    for code, words in dimensions.items():
        if asked in (code.casefold(), words.casefold()):
            return code
    raise bad_question("service.no_dimension", dataset=dataset, dimension=name, dimensions=", ".join(dimensions))


def entries_meant(wanted: str, entries: Mapping[str, str], *, dataset: str, dimension: str) -> list[str]:
    """The codes of the entries (code → in words) that a code, a pattern or a name means; BadQuestion for none.

    >>> entries = {"00": "Riket", "01": "Stockholm", "03": "Uppsala"}
    >>> [entries_meant(one, entries, dataset="T", dimension="Region") for one in ("03", "0*", "uppsala")]
    [['03'], ['00', '01', '03'], ['03']]
    """
    if wanted in entries:
        return [wanted]
    asked = wanted.casefold()
    found = [code for code in entries if "*" in wanted and fnmatchcase(code, wanted)]
    found = found or [code for code, words in entries.items() if asked in (code.casefold(), words.casefold())]
    if not found:
        shown = first_few((f"{code} {words}".strip() for code, words in entries.items()), _SHOWN)
        raise bad_question("service.no_value", dataset=dataset, dimension=dimension, value=wanted, values=shown)
    return found
