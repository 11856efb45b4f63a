"""Values of the register as a page writes them: amounts and codes in words, texts with a mark of their language."""

from dataclasses import dataclass
from typing import Any

from klusterkarta.catalogue.selectors.actors import ActorSummary
from klusterkarta.values.quantity import describe, parse_quantity
from klusterkarta.vocabularies.fields import ProfileField, profile_fields
from klusterkarta.vocabularies.kinds import match_kind
from klusterkarta.vocabularies.terms import TermMatch, match_term, terms


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and the language it is in, where that is another than the page's ("" otherwise)."""

    text: str
    lang: str = ""


def written_value(code: str, value: str, *, lang: str) -> str:
    """A value for people: an amount in the language's words, a term by its label, all else as the source has it.

    >>> written_value("members", "Ca 30", lang="en"), written_value("kind", "klusterinitiativ", lang="en")
    ('about 30', 'Cluster initiative')
    >>> written_value("geography", "Norra Skåne", lang="en"), written_value("members", "många", lang="en")
    ('Norra Skåne', 'många')
    """
    field = profile_fields().get(code)
    if field is None:
        return value
    if field.type == "quantity":
        quantity = parse_quantity(value)
        return value if quantity is None else describe(quantity, "sv" if lang == "sv" else "en")
    term = _term(field, value).code
    return terms(field.vocabulary)[term].label.read(lang) if term else value


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


def _term(field: ProfileField, value: str) -> TermMatch:
    if field.type == "kind":
        return match_kind(value)
    return match_term(value, field.vocabulary) if field.vocabulary else TermMatch(None, "unknown")
