"""What is remembered of words."""

from klusterkarta.search import words
from klusterkarta.search.compounds import Splitter


def test_words_without_end_are_not_all_remembered_and_are_answered_alike(monkeypatch):
    monkeypatch.setattr(words, "MOST_MET", 2)
    splitter = Splitter({"mat", "skog", "kluster"})
    written = ["matkluster", "skogskluster", "ensamt", "matkluster", "skogskluster"]
    assert [splitter.parts(one) for one in written] == [
        ("mat", "kluster"), ("skog", "kluster"), (), ("mat", "kluster"), ("skog", "kluster")
    ]  # fmt: skip
    kept: dict[str, int] = {}
    for number, one in enumerate(written):
        assert words.remember(kept, one, found=number) == number
        assert len(kept) <= 2
