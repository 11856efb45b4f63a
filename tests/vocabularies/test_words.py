"""Every text in both languages, with the same gaps; every reason in words; numbers as each language writes them."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import klusterkarta
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.labels import UnknownLanguageError
from klusterkarta.vocabularies.numerals import format_date, format_list, format_number, format_share
from klusterkarta.vocabularies.templates import TemplateError, fill, gaps, parse_template
from klusterkarta.vocabularies.words import WordsError, area_words, areas, explain, say, words_of_key

SOURCE = Path(klusterkarta.__file__).parent
NO_BREAK = "\u00a0"
ALL = [(area, key, label) for area in areas() for key, label in area_words(area).items()]


@pytest.mark.parametrize("area", areas())
def test_both_languages_have_words_and_the_same_gaps(area):
    faults = [
        key
        for key, label in area_words(area).items()
        if not label.sv.strip() or not label.en.strip() or gaps(label.sv) != gaps(label.en)
    ]
    assert faults == []


def test_keys_are_plain_words():
    assert [f"{area}.{key}" for area, key, _ in ALL if not re.fullmatch(r"[a-z0-9_]+", key)] == []


def test_no_words_hold_markup():
    # Words go into pages, messages and reports alike; markup belongs to the page.
    assert [f"{area}.{key}" for area, key, label in ALL if re.search(r"</?\w+>|&\w+;", label.sv + label.en)] == []


# Issue "the house and its main job", item 7: the navigation, the words of the trade and the buttons, Swedish first.
NAMED = """
    Karta och aktörer | Insamling | Samverkan | Bedömning | Analys | Uppföljning | Utgåvor och rapporter
    | källuppgift | dubblettbeslut | styrkeområden | utvecklingsområden | samverkansregioner | främjaraktör
    | bruttolista | masterlista
    | Förhandsgranska | Spara i registret | Ångra importen | Skapa utgåva | Hämta masterlista | Visa underlag
"""


@pytest.mark.parametrize("words", [part.strip() for part in NAMED.split("|")])
def test_the_words_that_users_were_promised(words):
    assert words in {label.sv for area, _, label in ALL if area in ("navigation", "trade", "actions")}


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function of that name in the source, with where it stands."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name and node.args:
                yield f"{path.relative_to(SOURCE).as_posix()}:{node.lineno}", node


def literals(node: ast.expr) -> list[str]:
    """The texts an expression can be, as far as it is written out: "a", or "a" if … else "b"."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    return [*literals(node.body), *literals(node.orelse)] if isinstance(node, ast.IfExp) else []


def has_words(key: str) -> bool:
    try:
        words_of_key(key)
    except WordsError:
        return False
    return True


def test_every_reason_in_the_source_has_words():
    codes = [(place, code) for place, call in calls("Reason") for code in literals(call.args[0])]
    assert ("header.unknown") in {code for _, code in codes}
    assert [f"{place}: {code}" for place, code in codes if not has_words(f"reasons/{code}")] == []


def keys_in_templates() -> Iterator[tuple[str, str]]:
    """Every key that a page template names in `{% t "area.key" … %}`."""
    for path in SOURCE.rglob("*.html"):
        for found in re.finditer(r"""\{%\s*t\s+["']([^"']+)["']""", path.read_text(encoding="utf-8")):
            yield path.relative_to(SOURCE).as_posix(), found[1]


def test_every_key_in_the_source_has_words():
    keys = [(place, key) for place, call in calls("say") for key in literals(call.args[0])]
    keys += keys_in_templates()
    assert [f"{place}: {key}" for place, key in keys if not has_words(key)] == []


def parameters_of(call: ast.Call) -> set[str] | None:
    """The parameters written out in a call of Reason; None where they come from elsewhere."""
    if len(call.args) == 1 and not call.keywords:
        return set()
    given = call.args[1] if len(call.args) > 1 else None
    if not isinstance(given, ast.Dict) or not all(isinstance(key, ast.Constant) for key in given.keys):
        return None
    return {str(key.value) for key in given.keys if isinstance(key, ast.Constant)}


def test_every_reason_in_the_source_has_the_parameters_its_words_need():
    faults = [
        f"{place}: {code} lacks {', '.join(sorted(lacking))}"
        for place, call in calls("Reason")
        for code in literals(call.args[0])
        if (parameters := parameters_of(call)) is not None and has_words(f"reasons/{code}")
        if (lacking := gaps(words_of_key(f"reasons/{code}").sv) - parameters)
    ]
    assert faults == []


def test_saying_and_explaining():
    assert say("actions.undo_import", "sv") == "Ångra importen"
    assert say("list.hits_of", "sv", count=8, total=86) == "8 av 86 aktörer"
    reason = Reason("header.conflict", {"headers": "Namn, Aktör", "field": "name"})
    assert "Namn, Aktör" in explain(reason, "en")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("list.nothing_such", r"no words for 'nothing_such' in area 'list': add it to words/list\.yaml in sv and en"),
        ("nowhere.title", r"no words for 'nowhere\.title': there is no vocabulary document words/nowhere\.yaml"),
        ("title", "no words for 'title'"),
        ("", "no words for ''"),
    ],
)
def test_an_unknown_key_is_named(key, message):
    with pytest.raises(WordsError, match=message) as raised:
        say(key, "sv")
    assert isinstance(raised.value, KeyError)


def test_a_missing_value_is_named():
    with pytest.raises(WordsError, match=r"'list\.hits' need a value for 'count'"):
        say("list.hits", "en")


@pytest.mark.parametrize(
    ("reason", "written"),
    [
        (Reason("header.unknown"), "header.unknown"),  # its words need a parameter
        (Reason("older.version", {"count": 3, "of": "x"}), "older.version (count: 3, of: x)"),
        (Reason("nodot"), "nodot"),
    ],
)
def test_a_stored_reason_without_words_is_shown_as_it_is(reason, written):
    assert explain(reason, "sv") == written


def test_a_third_language_is_refused():
    with pytest.raises(UnknownLanguageError):
        say("navigation.map", "fi")


@pytest.mark.parametrize(
    ("count", "sv", "en"),
    [(0, "0 aktörer", "0 actors"), (1, "1 aktör", "1 actor"), (2, "2 aktörer", "2 actors"),
     (1.5, "1,5 aktörer", "1.5 actors"), (12000, f"12{NO_BREAK}000 aktörer", "12,000 actors")],
)  # fmt: skip
def test_plural_forms(count, sv, en):
    # CLDR plural rules: `one` for 1 exactly, in both languages.
    assert (say("list.hits", "sv", count=count), say("list.hits", "en", count=count)) == (sv, en)


def test_marks_are_written_bare_and_amounts_are_not():
    template = "{start_year} {row} {number:plain} {number} {day}"
    values = {"start_year": 2023, "row": 1587, "number": 1587, "day": date(2026, 11, 20)}
    assert fill(template, values, lang="en") == "2023 1587 1587 1,587 2026-11-20"


def test_values_are_never_read_as_templates():
    assert fill("{name}", {"name": "{count} <b>"}, lang="sv") == "{count} <b>"


@pytest.mark.parametrize("template", ["{", "a}", "{a b}", "{a|one:x}", "{a|one:{b}|other:c}", "{a:long}"])
def test_a_badly_written_template_is_refused(template):
    with pytest.raises(TemplateError, match="outside a gap"):
        parse_template(template)


@pytest.mark.parametrize(
    ("value", "sv", "en"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (12000, "12_000", "12,000"),
        (1234567.5, "1_234_567,5", "1,234,567.5"),
        (Decimal("0.10"), "0,10", "0.10"),
        (-5, "−5", "−5"),
        (-0.0, "0,0", "0.0"),
    ],
)
def test_numbers_in_each_language(value, sv, en):
    assert format_number(value, "sv").replace(NO_BREAK, "_") == sv
    assert format_number(value, "en") == en


def test_decimals_shares_dates_and_lists():
    assert format_number(2 / 3, "sv", decimals=2) == "0,67"
    # 264 answers of 1,587 sent is 16.6 %, printed as 17 % (food cluster study 2023, section 1.2).
    assert (format_share(264 / 1587, "sv"), format_share(264 / 1587, "en", decimals=1)) == (f"17{NO_BREAK}%", "16.6%")
    assert format_date(datetime(2026, 11, 20, 14, 5, 59, tzinfo=UTC)) == "2026-11-20 14:05"
    assert format_list(["a", "b"], "sv") == "a och b"
    with pytest.raises(UnknownLanguageError):
        format_number(1, "de")


@given(st.integers(min_value=-(10**15), max_value=10**15), st.sampled_from(["sv", "en"]))
def test_a_whole_number_can_be_read_back(value, lang):
    written = format_number(value, lang)
    assert int(re.sub(r"[^\d−]", "", written).replace("−", "-")) == value
    assert re.fullmatch(r"−?\d{1,3}((\u00a0|,)\d{3})*", written)


@given(st.dictionaries(st.sampled_from(["name", "count", "page"]), st.one_of(st.text(), st.integers())))
def test_a_template_without_gaps_is_its_own_text(values):
    assert fill("Utan luckor.", values, lang="sv") == "Utan luckor."


def test_the_glossary_has_every_word_of_the_trade():
    glossary = (Path(__file__).parents[2] / "GLOSSARY.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:3]] for line in glossary.splitlines() if line.startswith("| ")]
    explained = {(sv, en) for sv, en in rows}
    words = area_words("trade")
    # A plural is explained by its singular.
    single = [label for key, label in words.items() if not (key.endswith("s") and key.removesuffix("s") in words)]
    assert [(label.sv, label.en) for label in single if (label.sv, label.en) not in explained] == []
