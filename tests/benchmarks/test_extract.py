"""Generated reports are read whole, as text and as PDF."""

import sys

import pypdfium2
import pytest

from klusterkarta.benchmarks.extract import run as extract_run
from klusterkarta.benchmarks.extract.documents import write_pdf, write_text
from klusterkarta.benchmarks.extract.pages import made_pages, words_of
from klusterkarta.benchmarks.extract.steps import extract, same_words


@pytest.mark.parametrize(("write", "name"), [(write_text, "a.txt"), (write_pdf, "a.pdf")])
def test_every_page_is_a_profile_with_all_its_words(tmp_path, write, name):
    pages = list(made_pages(12))
    write(tmp_path / name, pages)
    found = extract(tmp_path / name)
    assert found.profiles == 12
    assert same_words(found.words, [words_of(page) for page in pages]) == 12


def test_the_pdf_is_one_that_other_readers_take(tmp_path):
    pages = [[("Namn (1) \\ åäö –", ""), ("Adress", "Box 1"), ("1", "")], [("Två", ""), ("2", "")]]
    write_pdf(tmp_path / "a.pdf", pages)
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert len(document) == 2
    words = document[0].get_textpage().get_text_range().split()
    assert sorted(words) == sorted(["Namn", "(1)", "\\", "åäö", "–", "Adress", "Box", "1", "1"])


def test_tables_with_and_without_a_peer(tmp_path):
    """The peer here is pypdfium2 in the tests' own Python; those that are not installed say so in their row."""
    from argparse import ArgumentParser
    from pathlib import Path

    parser = ArgumentParser()
    extract_run.add_arguments(parser)
    options = parser.parse_args(["--pages", "3,6", "--peers", sys.executable, "--peer-pages", "3"])
    assert options.peers == Path(sys.executable)
    own, beside = extract_run.run(options, lambda text: None)
    assert [row[:2] for row in own.rows] == [("text", "3"), ("text", "6"), ("PDF", "3"), ("PDF", "6")]
    assert [row[7:] for row in own.rows] == [("3", "3"), ("6", "6"), ("3", "3"), ("6", "6")]
    rows = {row[0].split()[0]: row for row in beside.rows}
    assert rows["pypdfium2"][5] == "3"
    assert "pdfplumber" in rows
