"""Texts of the register as a page writes them: in its language where there is one, marked where there is none."""

from dataclasses import dataclass
from typing import Any

from klusterkarta.catalogue.selectors.actors import ActorSummary


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and the language it is in, where that is another than the page's ("" otherwise)."""

    text: str
    lang: str = ""


def in_page_language(summary: ActorSummary, code: str, *, lang: str) -> Wording | None:
    """The shown text of a property in the page's language, else unmarked, else in another, marked; None without any."""
    shown: list[dict[str, Any]] = summary.values.get(code, {}).get("shown", [])
    if not shown:
        return None
    best = min(shown, key=lambda one: (one["language"] != lang, one["language"] != ""))
    return Wording(best["value"], foreign(best["language"], lang))


def foreign(language: str, lang: str) -> str:
    """The mark for a text in `language` on a page in `lang`: "" where they agree or nothing is known.

    >>> foreign("en", "sv"), foreign("sv", "sv"), foreign("", "sv")
    ('en', '', '')
    """
    return "" if language in ("", lang) else language


def shortened(text: str, longest: int) -> str:
    """The text cut at the end of a sentence, else of a word, within `longest` characters.

    >>> shortened("Samlar företag. Har funnits länge.", 20), shortened("Samlar företag i länet", 16)
    ('Samlar företag.', 'Samlar företag …')
    """
    if len(text) <= longest:
        return text
    start = text[:longest]
    sentence, mark, _ = start.rpartition(". ")
    if mark:
        return f"{sentence}."
    return f"{start.rpartition(' ')[0] or start} …"
