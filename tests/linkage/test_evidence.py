"""The weights and their words."""

import re
from pathlib import Path

import pytest

import klusterkarta.linkage
from klusterkarta.linkage.evidence import find, likelihood, threshold
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.kinds import actor_kinds
from klusterkarta.vocabularies.words import words_of_key

WEIGHTS = read_document("linkage_evidence").body["bits"]
SOURCE = Path(klusterkarta.linkage.__file__).parent


@pytest.mark.parametrize("code", WEIGHTS)
def test_every_finding_has_words(code):
    assert words_of_key(f"reasons/linkage.{code}").sv


def test_every_weight_is_used_and_every_finding_weighed():
    text = "".join((SOURCE / name).read_text(encoding="utf-8") for name in ("compare.py", "compare_names.py"))
    used = set(re.findall(r'"([a-z_]+)"', text)) & (set(WEIGHTS) | set(re.findall(r'find\(\s*"([a-z_]+)"', text)))
    assert used == set(WEIGHTS)


def test_bits_add_up_to_a_likelihood():
    # By hand: start -3, same name +9: 1 / (1 + 2^-6) = 64/65.
    assert likelihood([find("same_name")]) == pytest.approx(64 / 65)
    # -3 + 4.5 - 1.5 = 0 bits: even chances.
    assert likelihood([find("contained"), find("more_telling_words")]) == pytest.approx(0.5)
    assert likelihood([find("other_number", times=1000)]) == pytest.approx(0)


def test_a_shared_domain_alone_is_shown_and_a_shared_address_is_not():
    assert likelihood([find("same_domain"), find("no_word")]) >= threshold()
    assert likelihood([find("same_address"), find("same_phone"), find("no_word")]) < threshold()


def test_a_finding_becomes_a_reason_with_its_bits():
    reason = find("other_domain", lambda: {"left": "a.se", "right": "b.se"}).turned().reason()
    assert reason == Reason("linkage.other_domain", {"left": "b.se", "right": "a.se", "bits": -2.0})


def test_families_hold_known_kinds_once():
    families = read_document("linkage_evidence").body["kind_families"].values()
    kinds = [kind for family in families for kind in family]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= set(actor_kinds())
