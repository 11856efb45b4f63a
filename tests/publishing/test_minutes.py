"""Minutes hold any text that people have typed: what the format cannot hold is left out."""

from io import BytesIO

import docx
from hypothesis import example, given, settings
from hypothesis import strategies as st

from klusterkarta.publishing.document_text import writable
from klusterkarta.publishing.minutes import MinutedDecision, Minutes, write_minutes


@settings(max_examples=8)
@given(text=st.text(max_size=20))
# Vertical tab comes with text pasted from a word processor; the others are in no XML (XML 1.0, 2.2, Char).
@example(text="Våren\x0b\x01\ud800\ufffe")
def test_any_text_can_be_written_and_the_rest_of_it_stands_there(text):
    decision = MinutedDecision(text, text, text, text, "2026-07-01")
    minutes = Minutes(
        title=text, facts=[(text, text)], sittings=[(text, [text])], conflicts=[(text, text, text)], lists=[(text, 1)],
        decisions=[decision], taken_back=[decision], checks=[(text, text, text, text)], draft=True,
    )  # fmt: skip
    out = BytesIO()
    write_minutes(minutes, out, language="sv")
    read = docx.Document(BytesIO(out.getvalue()))
    assert read.core_properties.title == f"Protokoll: {writable(text)}"
    assert read.tables[0].rows[1].cells[0].text == writable(text)
