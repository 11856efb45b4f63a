"""Static files: found without a collecting step, with addresses that follow their content."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static


def test_an_address_carries_the_hash_of_its_file():
    assert re.fullmatch(
        r"/static/klusterkarta/build/fonts\.css\?v=[0-9a-f]{10}", static("klusterkarta/build/fonts.css")
    )


def test_a_name_that_is_no_file_gets_no_version():
    assert static("klusterkarta/no-such-file.css") == "/static/klusterkarta/no-such-file.css"


def test_the_build_holds_every_font_that_its_style_sheet_names():
    sheet = Path(finders.find("klusterkarta/build/fonts.css"))
    named = re.findall(r"url\(\"?\./(fonts/[^)\"]+)", sheet.read_text(encoding="utf-8"))
    # Latin and extended Latin, upright and italic
    assert len(set(named)) == 4
    assert [name for name in named if finders.find(f"klusterkarta/build/{name}") is None] == []
