"""What a hit is worth, by hand."""

import pytest

from klusterkarta.search.asking import Unit
from klusterkarta.search.hits import Kept, Match, focus


@pytest.mark.parametrize(
    ("tags", "mention", "fields", "worth"),
    [
        (10, False, ["text"], 1),  # found by its own words: its tags say nothing
        (1, False, ["tag"], 1),
        (4, False, ["tag"], 0.7),  # 1 − 3 · 0.1
        (10, False, ["tag"], 0.45),  # never under it
        (4, False, ["text", "tag"], 0.7),
        (1, False, ["tag_bare"], 0.75),
        (4, False, ["tag_bare"], 0.525),  # 0.7 · 0.75
        (0, True, ["name"], 0.6),
    ],
)
def test_an_actor_lives_the_less_by_a_tag_the_more_it_has(tags, mention, fields, worth):
    kept = Kept(1, "Nätet", mention, tags, {})
    assert focus(kept, [Match(Unit("GovTech", ()), None, field) for field in fields]) == pytest.approx(worth)
