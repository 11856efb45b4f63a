"""Reports that cannot be read or only in part: a clear reason in both languages, bounded time and memory."""

import io
import re
import zipfile

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from klusterkarta.sources.limits import Limits
from klusterkarta.sources.reports.profiles import extract_profiles
from klusterkarta.sources.reports.reading import read_report, read_report_here
from klusterkarta.sources.reports.tables import extract_tables
from klusterkarta.sources.unreadable import UnreadableFile
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.words import explain
from klusterkarta.workflow.extract import extract_file
from tests.sources.reports.made_files import pdf_of_lines

FACTS = ["Ort: Nybro", "Hemsida: www.glasriket.se", "Startår: 1977"]
PROFILE = ["Glasriket", "Fyra kommuner i Småland samlar glasbruken och hela branschen.", *FACTS]


def at_left(lines):
    return [(50, line) for line in lines]


def refused(call) -> Reason:
    """The reason of a refusal; its words exist in both languages and hold what it is about."""
    with pytest.raises(UnreadableFile) as caught:
        call()
    reason = caught.value.reason
    assert explain(reason, "sv") != explain(reason, "en")
    assert str(reason.parameters["file"]) in explain(reason, "sv")
    return reason


def written(folder, content: bytes, *, name: str = "rapport.pdf"):
    path = folder / name
    path.write_bytes(content)
    return path


def embedded_font(lines) -> bytes:
    """A page in a font of which only the letters used are there, with a map from codes to letters."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    page.setFont("Vera", 10)
    for number, line in enumerate(lines):
        page.drawString(50, 800 - 14 * number, line)
    page.save()
    return out.getvalue()


def without_letter_map(pdf: bytes) -> bytes:
    """The file with the entry that leads to the font's letters blanked out, all else in its place."""
    blanked = re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found[0]), pdf)
    assert blanked != pdf
    return blanked


def test_a_scanned_page_has_no_text(tmp_path):
    out = io.BytesIO()
    page = canvas.Canvas(out)
    for _ in range(2):
        page.rect(50, 50, 400, 600, fill=1)
        page.showPage()
    page.save()
    reason = refused(lambda: read_report(written(tmp_path, out.getvalue())))
    assert (reason.code, reason.parameters["pages"]) == ("report.no_text", 2)


def test_a_password_is_named(tmp_path):
    content = pdf_of_lines([at_left(PROFILE)], encrypt="hemligt")
    assert refused(lambda: read_report(written(tmp_path, content))).code == "report.locked"


def test_a_file_cut_off_is_damaged(tmp_path):
    content = pdf_of_lines([at_left(PROFILE)])
    for length in (100, len(content) // 2, len(content) - 100):
        assert refused(lambda: read_report(written(tmp_path, content[:length]))).code == "report.damaged"  # noqa: B023


@pytest.mark.parametrize("name", ["tom.pdf", "tom.txt"])
def test_an_empty_file(tmp_path, name):
    assert refused(lambda: extract_file(written(tmp_path, b"\n\n ", name=name))).code == "file.empty"


def test_a_text_without_profiles_says_so(tmp_path):
    path = written(tmp_path, "Kontakten med kommunerna är god.\nAdressen är okänd.\n".encode() * 50, name="a.txt")
    for what in ("profiles", "tables", "lists"):
        assert refused(lambda: extract_file(path, what=what)).code == f"report.no_{what}"  # noqa: B023


def test_other_files_are_named(tmp_path):
    picture = written(tmp_path, b"\x89PNG\r\n\x1a\n" + b"x" * 100)
    assert refused(lambda: read_report(picture)).parameters["found"] == "PNG"


def test_two_thousand_pages_are_read_in_the_child(tmp_path):
    content = pdf_of_lines([at_left([f"Nätverk {page}", *PROFILE[1:]]) for page in range(1, 2001)])
    report = read_report(written(tmp_path, content))
    assert (report.pages, report.lines[-1].page, report.lines[-1].text) == (2000, 2000, "Startår: 1977")


def test_time_and_memory_are_bounded(tmp_path):
    path = written(tmp_path, pdf_of_lines([at_left(PROFILE * 10)] * 300))
    assert refused(lambda: read_report(path, Limits(seconds=0))).code == "report.too_slow"
    reason = refused(lambda: read_report(path, Limits(memory_bytes=20_000_000)))
    assert reason.code == "report.too_much_memory"


def test_letters_that_the_font_does_not_state_are_counted_and_never_guessed(tmp_path):
    path = written(tmp_path, without_letter_map(embedded_font(PROFILE)))
    report = read_report_here(path)
    # The two å: "Småland", "Startår". What the codes happen to say is not handed on.
    assert report.unmapped == 2
    assert "Sm\ufffdland" in report.lines[1].text
    # Without "Startår" two labels are left, too few for a profile.
    assert refused(lambda: extract_file(path)).code == "report.nothing_legible"
    whole = written(tmp_path, without_letter_map(embedded_font([*PROFILE, "Telefon: 0481-452 15"])), name="hel.pdf")
    notes = extract_file(whole).notes
    assert [(note.code, note.parameters["count"]) for note in notes] == [("report.unmapped", 2)]


def test_a_font_that_states_few_letters_is_refused(tmp_path):
    path = written(tmp_path, without_letter_map(embedded_font(["åäö ÅÄÖ éèü"] * 9)))
    assert refused(lambda: read_report(path)).code == "report.unknown_letters"


def test_a_font_that_states_the_wrong_letters_is_noted(tmp_path):
    # Each letter of the running text is the next one of the alphabet, as a wrong map gives it.
    shifted = "".join(chr(ord(letter) + 1) if letter.isalpha() else letter for letter in PROFILE[1])
    path = written(tmp_path, pdf_of_lines([at_left(["Glasriket", *[shifted] * 12, *FACTS])]))
    codes = [note.code for note in extract_file(path).notes]
    assert codes == ["report.unfamiliar"]
    right = written(tmp_path, pdf_of_lines([at_left(["Glasriket", *[PROFILE[1]] * 12, *FACTS])]))
    assert extract_file(right).notes == ()


LEFT = [
    "Nätverket samlar företag i", "södra Sverige som vill ha", "fler kunder i andra länder.",
    "Vi har funnits i tio år och",
    "växer för varje år som går,", "med nya medlemmar i alla", "kommuner och i alla län.",
]  # fmt: skip
RIGHT = [
    "Målet är att alla medlemmar", "ska kunna växa och att de", "ska hitta nya kunder. Vi är",
    "med på mässor och ordnar", "studiebesök för den som vill", "se hur andra har gjort, här",
    "hemma och i andra länder.",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["pdf", "txt"])
def test_two_columns_of_text_are_read_one_after_the_other(tmp_path, kind):
    rows = list(zip(LEFT, RIGHT, strict=True))
    if kind == "txt":
        lines = ["Glasriket", "", *(f"{left:<36}{right}" for left, right in rows), "", *FACTS]
        content = "\n".join(lines).encode()
    else:
        content = _in_rows(rows)
    (profile,) = extract_profiles(read_report_here(written(tmp_path, content, name=f"a.{kind}")))
    assert profile.text("description").split() == " ".join([*LEFT, *RIGHT]).split()
    assert (profile.text("name"), profile.text("start_year")) == ("Glasriket", "1977")


def _in_rows(rows) -> bytes:
    """A page that draws both columns row by row."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    page.setFont("Helvetica", 14)
    page.drawString(50, 800, "Glasriket")
    page.setFont("Helvetica", 10)
    for number, (left, right) in enumerate(rows):
        page.drawString(50, 770 - 12 * number, left)
        page.drawString(300, 770 - 12 * number, right)
    for number, fact in enumerate(FACTS):
        page.drawString(50, 660 - 12 * number, fact)
    page.save()
    return out.getvalue()


def test_a_table_over_two_pages_is_one_table(tmp_path):
    header, rows = "Namn\tStartår\tLän", [f"Kluster {number}\t{1990 + number}\tSkåne" for number in range(9)]
    text = "\n".join(["Tabell 1 Kluster", header, *rows[:5], "", "11", f"\f{header}", *rows[5:], "", "12"])
    (table,) = extract_tables(read_report_here(written(tmp_path, text.encode(), name="a.txt")))
    assert [row[0] for row in table.rows] == [f"Kluster {number}" for number in range(9)]
    assert (table.title, table.place.page, table.place.last_page) == ("Tabell 1 Kluster", 1, 2)


def test_a_profile_table_over_two_pages_is_one_profile(tmp_path):
    content = pdf_of_lines(
        [at_left([*PROFILE, "Finansiärer: VINNOVA,"]), at_left(["Region Kalmar", "Telefon: 0481-452 15"])]
    )
    (profile,) = extract_profiles(read_report_here(written(tmp_path, content)))
    assert (profile.text("funders"), profile.text("phone")) == ("VINNOVA | Region Kalmar", "0481-452 15")


def test_scripts_of_a_pdf_are_not_run_and_said(tmp_path):
    content = pdf_of_lines([at_left(PROFILE)])
    action = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    scripted = content.replace(b"/Type /Catalog", b"/Type /Catalog " + action)
    assert scripted != content
    extraction = extract_file(written(tmp_path, scripted))
    assert [note.code for note in extraction.notes] == ["report.scripts"]
    assert extraction.rows[0]["start_year"] == "1977"


def test_macros_of_a_word_document_are_left_out_and_said(tmp_path):
    plain, out = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_heading(PROFILE[0], level=1)
    for text in PROFILE[1:]:
        document.add_paragraph(text)
    document.save(plain)
    types = b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, content.replace(*types) if part == "[Content_Types].xml" else content)
        new.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 100)
    extraction = extract_file(written(tmp_path, out.getvalue(), name="a.docm"))
    assert [note.code for note in extraction.notes] == ["report.macros"]
    assert extraction.rows[0]["url"] == "www.glasriket.se"


def test_a_file_that_says_it_is_a_document_and_is_not(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", b"<w:document>")
    assert refused(lambda: read_report(written(tmp_path, out.getvalue(), name="a.docx"))).code == "report.damaged"


def test_a_page_nested_deeply_is_read(tmp_path):
    deep = "<div>" * 10_000 + "Glasriket" + "</div>" * 10_000
    report = read_report(written(tmp_path, f"<!doctype html><body><p>Först</p>{deep}".encode(), name="a.html"))
    assert report.lines[0].text == "Först"


def test_markup_without_end_costs_no_more_than_its_length(tmp_path):
    report = read_report(written(tmp_path, b"<html><body>" + b"<table><tr><td>a" * 10_000, name="a.html"))
    assert report.kind == "html"
