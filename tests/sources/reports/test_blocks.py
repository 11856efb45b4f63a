"""Fact tables among others that look otherwise."""

from klusterkarta.sources.reports.plain_text import read_plain_text
from klusterkarta.sources.reports.profiles import extract_profiles

TEXT = "{name}\nNätverket samlar företag i hela regionen och utvecklar nya produkter tillsammans.\n\n{facts}\n"
OTHER = "Webbplats\twww.aa.se\nKontaktperson\tAnna Ek\nStartår\t2004\nFinansiärer\tVINNOVA"
USUAL = (
    "Adress\tStorgatan 4, Nybro\nWebbplats\twww.aa.se\nKontaktperson\tAnna Ek"
    "\nKoppling till andra kluster\tFiber Valley\nForskning och högskolor\tKTH"
)
LONG = USUAL.replace("\nForskning", "\nStartår\t2004\nFinansiärer\tVINNOVA\nForskning")


def test_a_table_that_lacks_what_the_others_have_is_one_where_its_labels_are_set_off():
    # By hand: four tables begin with the address and have the same five fields, the first one has two of them.
    made = {"Robotdalen Ett": OTHER, "Stålkraft Två": USUAL, "Glasnätet Tre": USUAL, "Träet Fyra": LONG}
    made["Sy Fem"] = USUAL
    text = "\n".join(TEXT.format(name=name, facts=facts) for name, facts in made.items())
    profiles = extract_profiles(read_plain_text(text, name="a.txt"))
    assert [profile.text("name") for profile in profiles] == list(made)
    assert (profiles[0].text("start_year"), profiles[0].text("funders")) == ("2004", "VINNOVA")
