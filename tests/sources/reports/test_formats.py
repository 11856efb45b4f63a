"""The same profiles out of PDF, DOCX and HTML."""

from random import Random

import pytest

from klusterkarta.sources.reports.profiles import extract_profiles
from klusterkarta.sources.reports.reading import read_report_here
from tests.sources.reports.layouts import expected, label_words
from tests.sources.reports.made_files import as_docx, as_html, as_pdf
from tests.sources.reports.made_profiles import FIELDS, made_profiles
from tests.sources.reports.test_layouts import one_line

FEW = 25


def labelled(number):
    """Some profiles and the labels of their tables, in an order."""
    chance = Random(number)
    lang = chance.choice(["sv", "en"])
    codes = chance.sample(FIELDS, chance.randint(5, len(FIELDS)))
    labels = {code: chance.choice(label_words(code, lang)) for code in ["url", *codes]}
    return made_profiles(chance, most=4, inner_labels=False), labels


def check(path, profiles, labels, number) -> None:
    """The file says what the profiles say."""
    found = [one_line(profile.row() | {"page": "", "list": ""}) for profile in extract_profiles(read_report_here(path))]
    wanted = [one_line(expected(profile, tuple(labels))) for profile in profiles]
    assert found == wanted, f"labelled({number})"


@pytest.mark.parametrize("kind", ["table", "list", "lines"])
def test_web_pages(tmp_path, kind):
    path = tmp_path / "a.html"
    for number in range(FEW):
        case = labelled(number)
        path.write_bytes(as_html(*case, kind=kind))
        check(path, *case, number)


@pytest.mark.parametrize("kind", ["table", "lines"])
def test_word_documents(tmp_path, kind):
    path = tmp_path / "a.docx"
    for number in range(FEW):
        case = labelled(number)
        path.write_bytes(as_docx(*case, kind=kind))
        check(path, *case, number)


@pytest.mark.parametrize("kind", ["above", "beside"])
def test_pdf(tmp_path, kind):
    path = tmp_path / "a.pdf"
    for number in range(FEW):
        case = labelled(number)
        path.write_bytes(as_pdf(*case, kind=kind))
        check(path, *case, number)
