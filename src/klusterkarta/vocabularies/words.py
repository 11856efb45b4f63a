"""Every text the product shows, by key and language: one YAML document an area, read when first asked for."""

from collections.abc import Mapping
from functools import cache

from klusterkarta.values.reason import Reason, Scalar
from klusterkarta.vocabularies.documents import DATA, DocumentError, read_document
from klusterkarta.vocabularies.labels import Label, read_label
from klusterkarta.vocabularies.templates import Value, fill

_FOLDER = DATA / "words"
_REASONS = "reasons"


class WordsError(KeyError):
    """There are no words for a key, or a sentence lacks a value: which key, and what to do."""

    def __str__(self) -> str:
        """The message itself; KeyError would show it in quotation marks."""
        return str(self.args[0])


def say(key: str, lang: str, **values: Value) -> str:
    """The words for `area.key` in `sv` or `en`, with the gaps filled.

    WordsError for an unknown key or a missing value; UnknownLanguageError for another language. Values without a gap
    are ignored.

    >>> say("navigation.editions", "sv")
    'Utgåvor och rapporter'
    >>> say("list.hits", "en", count=1)
    '1 actor'
    """
    template = words_of_key(key).read(lang)
    try:
        return fill(template, values, lang=lang)
    except KeyError as missing:
        raise WordsError(f"the words {key!r} need a value for {missing}: {template!r}") from None


def explain(reason: Reason, lang: str) -> str:
    """A reason in words. Its code `header.conflict` is the key `conflict` of the document `words/reasons/header.yaml`.

    A parameter that is itself said in both languages comes as `title_sv` and `title_en` and fills the gap `title`.
    A reason that has no words, or lacks a parameter they need, is given as its code and parameters: reasons are stored,
    and one from an older version must not break a page. A test proves that every code in the source has words.

    >>> explain(Reason("header.unknown", {"header": "Färg"}), "sv")
    'Kolumnen ”Färg” motsvarar inget profilfält.'
    >>> explain(Reason("header.of_old", {"column": 3}), "en")
    'header.of_old (column: 3)'
    """
    try:
        return fill(words_of_key(f"{_REASONS}/{reason.code}").read(lang), _in_language(reason, lang), lang=lang)
    except KeyError:
        parameters = ", ".join(f"{name}: {value}" for name, value in reason.parameters.items())
        return f"{reason.code} ({parameters})" if parameters else reason.code


def _in_language(reason: Reason, lang: str) -> Mapping[str, Scalar]:
    ending = f"_{lang}"
    own = {name.removesuffix(ending): one for name, one in reason.parameters.items() if name.endswith(ending)}
    return {**reason.parameters, **own}


def words_of_key(key: str) -> Label:
    """The sentence of a key in both languages, its gaps open. WordsError for an unknown key.

    >>> words_of_key("navigation.map").sv
    'Karta och aktörer'
    """
    area, _, name = key.partition(".")
    try:
        return area_words(area)[name]
    except KeyError:
        raise WordsError(f"no words for {name!r} in area {area!r}: add it to words/{area}.yaml in sv and en") from None
    except DocumentError as error:
        raise WordsError(f"no words for {key!r}: {error}") from error


@cache
def area_words(area: str) -> Mapping[str, Label]:
    """All words of one area. DocumentError when there is no such area.

    >>> area_words("navigation")["analysis"].sv
    'Analys'
    """
    return {str(name): read_label(entry) for name, entry in read_document(f"words/{area}").body["words"].items()}


def areas() -> tuple[str, ...]:
    """The names of all areas, those of the reasons as `reasons/…`.

    >>> "navigation" in areas(), "reasons/header" in areas()
    (True, True)
    """
    return tuple(sorted(path.relative_to(_FOLDER).with_suffix("").as_posix() for path in _FOLDER.rglob("*.yaml")))
