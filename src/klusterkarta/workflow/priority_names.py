"""What a registered priority, and its group, are called in each language."""

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.concepts import GROUPS, Concepts
from klusterkarta.vocabularies.labels import Label
from klusterkarta.vocabularies.words import say


def priority_label(name: str, *, known: Concepts) -> Label:
    """A priority's name as it is registered, and the English of the concept that has it; without one the name in both.

    >>> from klusterkarta.vocabularies.concepts import concepts
    >>> priority_label("Skoglig bioekonomi", known=concepts()).en
    'Forest bioeconomy'
    >>> priority_label("Tång", known=concepts()).en
    'Tång'
    """
    concept = next((one for one in known.meant_by(name) if one.priority), None)
    return Label(name, concept.label.en if concept else name)


def group_label(wording: str) -> Label:
    """A group of priorities as a source writes it, in both languages where it is one that concepts have.

    >>> group_label("styrkeområde (horisontellt)").en, group_label("spets")
    ('Horizontal strength area', Label(sv='Spets', en='Spets'))
    """
    asked = sorted(fold(wording).split())
    for code in GROUPS:
        label = Label(say(f"concepts.{code}", "sv"), say(f"concepts.{code}", "en"))
        if any(sorted(fold(label.read(lang)).split()) == asked for lang in ("sv", "en")):
            return label
    written = wording[:1].upper() + wording[1:]
    return Label(written, written)
