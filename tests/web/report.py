"""A made report, as text: three fictional profiles on two pages, and a form that looks like one."""

from django.core.files.uploadedfile import SimpleUploadedFile

_GLASBYGD = """Glasbygd

Glasbygd samlar hyttor och formgivare som vill utveckla nya produkter tillsammans.

Hemsida: www.glasbygd.example
Adress: Storgatan 4, 652 21 Karlstad
Geografiskt område: Värmland
Typ av sektor: Glas och formgivning
Antal medlemsföretag: Ca 30
Startår: 2004
Finansiärer: VINNOVA, Region Exempel
"""
_STALNAT = """Stålnät Norr

Nätverket arbetar med kompetensförsörjning och gemensamma testbäddar för branschen.

Hemsida: www.stalnat.example
Geografiskt område: Dalarna
Typ av sektor: Stål
Antal medlemsföretag: 12
Startår: 1999
"""
_FORM = """Så fyller du i

Uppgifterna samlas in en gång om året.

Hemsida: www.blankett.example
Typ av sektor: Fyll i
Antal medlemsföretag: 0
Startår: 2010
"""
REPORT = "\f".join((_GLASBYGD, f"{_STALNAT}\n{_FORM}"))


def report(text: str = REPORT, name: str = "karta.txt") -> SimpleUploadedFile:
    """The report as a file to upload."""
    return SimpleUploadedFile(name, text.encode(), content_type="text/plain")
