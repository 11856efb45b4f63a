"""The same profiles out of PDF, DOCX and HTML."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klusterkarta.sources.reports.profiles import extract_profiles
from klusterkarta.sources.reports.reading import read_report_here
from tests.sources.reports.layouts import expected, label_words
from tests.sources.reports.made_files import as_docx, as_html, as_pdf
from tests.sources.reports.made_profiles import FIELDS, made_profiles
from tests.sources.reports.test_layouts import one_line

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def labelled(draw):
    """Some profiles and the labels of their tables, in an order."""
    lang = draw(st.sampled_from(["sv", "en"]))
    codes = draw(st.permutations(FIELDS))[: draw(st.integers(5, len(FIELDS)))]
    labels = {code: draw(st.sampled_from(label_words(code, lang))) for code in ["url", *codes]}
    kinds = made_profiles(inner_labels=False)
    return draw(
        st.lists(kinds, min_size=1, max_size=4, unique_by=lambda profile: " ".join(profile.name.split()[:2]))
    ), labels


def check(path, profiles, labels) -> None:
    """The file says what the profiles say."""
    found = [one_line(profile.row() | {"page": "", "list": ""}) for profile in extract_profiles(read_report_here(path))]
    wanted = [one_line(expected(profile, tuple(labels))) for profile in profiles]
    assert found == wanted


@pytest.mark.parametrize("kind", ["table", "list", "lines"])
def test_web_pages(tmp_path_factory, kind):
    @FEW
    @given(labelled())
    def run(case):
        path = tmp_path_factory.mktemp("html") / "a.html"
        path.write_bytes(as_html(*case, kind=kind))
        check(path, *case)

    run()


@pytest.mark.parametrize("kind", ["table", "lines"])
def test_word_documents(tmp_path_factory, kind):
    @FEW
    @given(labelled())
    def run(case):
        path = tmp_path_factory.mktemp("docx") / "a.docx"
        path.write_bytes(as_docx(*case, kind=kind))
        check(path, *case)

    run()


@pytest.mark.parametrize("kind", ["above", "beside"])
def test_pdf(tmp_path_factory, kind):
    @FEW
    @given(labelled())
    def run(case):
        path = tmp_path_factory.mktemp("pdf") / "a.pdf"
        path.write_bytes(as_pdf(*case, kind=kind))
        check(path, *case)

    run()
