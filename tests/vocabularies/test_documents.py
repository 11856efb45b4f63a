"""The reviewed documents: each has its header, each word both languages, and a broken one says what is wrong."""

from collections.abc import Iterator
from datetime import date

import pytest
import yaml

from klusterkarta.vocabularies import documents
from klusterkarta.vocabularies.documents import DATA, DocumentError, read_document
from klusterkarta.vocabularies.labels import Label, UnknownLanguageError, read_label

NAMES = sorted(path.relative_to(DATA).with_suffix("").as_posix() for path in DATA.rglob("*.yaml"))


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """Let documents be read from an empty folder, and forget them afterwards."""
    monkeypatch.setattr(documents, "DATA", tmp_path)
    read_document.cache_clear()
    yield tmp_path
    read_document.cache_clear()


@pytest.mark.parametrize("name", NAMES)
def test_each_document_says_what_it_defines_and_when_it_was_reviewed(name):
    review = read_document(name).review
    assert review.definition.strip()
    assert review.source.strip()
    assert review.reviewer.strip()
    assert isinstance(review.reviewed_on, date)
    assert review.reviewed_on < review.next_review


def labels(node: object, place: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Every `{sv: …}` or `{en: …}` below a node, with where it stands."""
    if isinstance(node, list):
        for number, item in enumerate(node):
            yield from labels(item, f"{place}[{number}]")
    elif isinstance(node, dict):
        if {"sv", "en"} & set(node) and "key" in node:
            yield place, {lang: node[lang] for lang in ("sv", "en") if node.get(lang)}  # a concept
        elif {"sv", "en"} & set(node) and "code" not in node:
            yield place, node
        else:
            for key, value in node.items():
                yield from labels(value, f"{place}.{key}")


@pytest.mark.parametrize("name", NAMES)
def test_each_word_stands_in_both_languages(name):
    # Vocabularies that have no label at all (rights, municipalities) have nothing to prove here.
    assert [place for place, label in labels(read_document(name).body) if set(label) != {"sv", "en"}] == []


def test_an_absent_document_names_those_there_are(broken):
    (broken / "lists.yaml").write_text("", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"no vocabulary document listor\.yaml; there are lists"):
        read_document("listor")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "not valid YAML"),
        ("", "begins with `review:`"),
        ("- a", "begins with `review:`"),
        ("terms: []", "begins with `review:`"),
        ("review: {definition: d, source: s}", "review header of broken.yaml: .*reviewed_on"),
        (
            "review: {definition: d, source: s, reviewed_on: 2026-11-21, reviewer: r, next_review: 2027-11-21, odd: 1}",
            "review header of broken.yaml: .*odd",
        ),
    ],
)
def test_a_broken_document_says_what_is_wrong_with_it(broken, text, message):
    (broken / "broken.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=message):
        read_document("broken")


def test_a_comma_outside_quotes_is_found():
    # {sv: Mat, dryck, en: Food} is YAML for three keys.
    with pytest.raises(ValueError, match="keys sv and en and no other, not sv, dryck, en"):
        read_label({"sv": "Mat", "dryck": None, "en": "Food"})


def test_a_label_is_read_in_its_two_languages_only():
    label = Label("Ort", "Town")
    assert (label.read("sv"), label.read("en")) == ("Ort", "Town")
    with pytest.raises(UnknownLanguageError, match="'de'; the languages are sv, en"):
        label.read("de")


def _repeated(node: yaml.Node) -> list[str]:
    """Keys that stand twice in one mapping, of which YAML silently keeps the last."""
    if isinstance(node, yaml.SequenceNode):
        return [one for item in node.value for one in _repeated(item)]
    if not isinstance(node, yaml.MappingNode):
        return []
    keys = [key.value for key, _ in node.value if isinstance(key.value, str)]
    twice = [key for key in set(keys) if keys.count(key) > 1]
    return twice + [one for _, item in node.value for one in _repeated(item)]


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.yaml")), ids=lambda path: path.relative_to(DATA).as_posix())
def test_every_document_is_yaml_for_every_reader_and_says_nothing_twice(path):
    # The reader written in Python is stricter than libyaml, and stands in where that is missing.
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert _repeated(node) == []
