"""A word in both languages of the product."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("sv", "en")


class UnknownLanguageError(ValueError):
    """Words were asked for in a language the product does not speak."""

    def __init__(self, lang: str) -> None:
        super().__init__(f"no words in language {lang!r}; the languages are {', '.join(LANGUAGES)}")


@dataclass(frozen=True, slots=True)
class Label:
    """The same word in Swedish and in English.

    >>> Label("Län", "County").read("en")
    'County'
    """

    sv: str
    en: str

    def read(self, lang: str) -> str:
        """The word in one language; UnknownLanguageError for any other than `sv` and `en`."""
        if lang not in LANGUAGES:
            raise UnknownLanguageError(lang)
        return self.sv if lang == "sv" else self.en


def read_label(entry: Mapping[str, Any]) -> Label:
    """A label out of a document. ValueError unless it has both languages and nothing else.

    The usual slip is a comma in a YAML word that is not in quotes.

    >>> read_label({"sv": "Ort", "en": "Town"})
    Label(sv='Ort', en='Town')
    """
    if set(entry) != set(LANGUAGES):
        raise ValueError(f"a label has the keys sv and en and no other, not {', '.join(map(str, entry))}")
    return Label(str(entry["sv"]), str(entry["en"]))


def words_of(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """All words of a `{sv: [...], en: [...]}` entry, Swedish first; an absent language has none.

    >>> words_of({"sv": ["Ort"], "en": ["Town", "City"]})
    ('Ort', 'Town', 'City')
    """
    return tuple(str(word) for lang in LANGUAGES for word in entry.get(lang, ()))
