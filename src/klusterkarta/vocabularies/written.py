"""Values of profile fields as a reader of one language sees them, on a page and in a file alike."""

from functools import lru_cache

from klusterkarta.values.quantity import describe, parse_quantity
from klusterkarta.vocabularies.fields import ProfileField, profile_fields
from klusterkarta.vocabularies.kinds import match_kind
from klusterkarta.vocabularies.terms import TermMatch, match_term, terms


@lru_cache(maxsize=50_000)
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


def _term(field: ProfileField, value: str) -> TermMatch:
    if field.type == "kind":
        return match_kind(value)
    return match_term(value, field.vocabulary) if field.vocabulary else TermMatch(None, "unknown")
