"""What stands at the edges of pages: a running line belongs to none of the text, a sentence said again does."""

from klusterkarta.sources.reports.plain_text import read_plain_text
from klusterkarta.sources.reports.running import without_running_lines

SENTENCE = "Nätverket samlar företag och forskare som vill utveckla nya\fprodukter tillsammans."


def kept(text: str) -> list[str]:
    return [line.text for line in without_running_lines(read_plain_text(text, name="a.txt").lines).lines]


def test_a_sentence_that_several_pages_break_at_the_same_word_is_text():
    # By hand: three profiles describe themselves alike, and each page turns in the middle of it.
    text = "\n".join(f"Matriket {name}\n{SENTENCE}\n\nOrt: Nybro" for name in ("Valley", "Arena", "Park"))
    assert kept(text).count("Nätverket samlar företag och forskare som vill utveckla nya") == 3
    assert kept(text).count("produkter tillsammans.") == 3


def test_a_long_running_foot_under_text_that_goes_on_is_none():
    # The same wording under every page, with space above it.
    foot = "Kartläggning av svenska klusterinitiativ för regeringens räkning år 2010"
    text = "\f".join(f"Rad ett av sida {page} och\n\n{foot}" for page in ("ett", "två", "tre", "fyra"))
    assert foot not in kept(text)
    assert len(kept(text)) == 4
