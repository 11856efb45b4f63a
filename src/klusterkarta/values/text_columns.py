"""`fold` and `swedish_sort_key` for whole columns: what most texts are made of is worked out without Python's loop."""

from collections.abc import Callable

import polars as pl

from klusterkarta.values.text import fold, swedish_sort_key

# What most Swedish and English texts are made of; texts with any other character are taken one by one.
_USUAL = r"^[\x00-\x7fåäöÅÄÖéÉ]*$"
_WITH_DIGITS = r"[0-9]"


def fold_column(texts: pl.Series) -> pl.Series:
    """`values.text.fold` of each text; a missing one stays missing.

    >>> fold_column(pl.Series(["Café & Öl, Åre", "ØFN"])).to_list()
    ['cafe ol are', 'ofn']
    """
    small = texts.str.to_lowercase().str.replace_many(["å", "ä", "é", "ö"], ["a", "a", "e", "o"])
    plain = small.str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars(" ")
    return else_one_by_one(texts, usual=texts.str.contains(_USUAL), plain=plain, convert=fold)


def sort_key_column(texts: pl.Series) -> pl.Series:
    """`values.text.swedish_sort_key` of each text; a missing one stays missing.

    >>> sort_key_column(pl.Series(["Ånge-Öst", "Lista 10"])).to_list()
    ['{nge }st', 'lista 210']
    """
    small = texts.str.to_lowercase().str.replace_all("é", "e", literal=True)
    plain = small.str.replace_all(r"[^a-z0-9åäö]+", " ").str.strip_chars(" ")
    ordered = plain.str.replace_many(["å", "ä", "ö"], ["{", "|", "}"])
    usual = texts.str.contains(_USUAL) & ~texts.str.contains(_WITH_DIGITS)
    return else_one_by_one(texts, usual=usual, plain=ordered, convert=swedish_sort_key)


def else_one_by_one(
    texts: pl.Series, *, usual: pl.Series, plain: pl.Series, convert: Callable[[str], str]
) -> pl.Series:
    """`plain` where the text is a usual one (or missing), else what `convert` makes of it.

    >>> texts = pl.Series(["a", "B", None])
    >>> usual = texts.str.contains("^[a-z]$")
    >>> else_one_by_one(texts, usual=usual, plain=texts, convert=lambda text: f"<{text}>").to_list()
    ['a', '<B>', None]
    """
    others = ~usual.fill_null(value=True)
    if not others.any():
        return plain.alias(texts.name)
    converted = pl.Series([convert(text) for text in texts.filter(others).to_list()], dtype=pl.String)
    return plain.scatter(others.arg_true(), converted).alias(texts.name)
