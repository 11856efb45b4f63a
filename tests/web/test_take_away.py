"""The source line that goes with what is taken out of a page."""

from datetime import date

import pytest

from klusterkarta.values.caller import OPERATOR
from klusterkarta.web.take_away import source_line
from klusterkarta.workflow.editions import freeze
from tests.registers import collect_rows

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)


def test_it_says_what_is_there_and_no_more():
    assert source_line("sv", today=DAY) == "Källa: Klusterkarta, arbetsläge med 0 källor. Hämtat 2026-11-21."


def test_sources_reading_and_edition():
    collect_rows("karta", {"1": {"name": "Åkermat"}})
    freeze("2026", caller=OPERATOR)
    line = source_line("en", today=DAY)
    assert line.startswith("Source: Klusterkarta, live register of 1 source, read 20")
    assert line.endswith("Latest edition: 2026. Taken 2026-11-21.")


def test_what_is_drawn_from_an_edition_names_it():
    assert source_line("en", edition="2010", today=DAY) == "Source: Klusterkarta, edition 2010. Taken 2026-11-21."
