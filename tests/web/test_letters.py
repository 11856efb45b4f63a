"""Source letters as the tag writes them."""

from types import SimpleNamespace

from django.template import Context

from klusterkarta.web.pages.profile.sources import Passage, SourceNote
from klusterkarta.web.tags.letters import source_letters

PAGE = Context({"shell": SimpleNamespace(lang="sv")})
NOTE = SourceNote("A", '<Bok> & "mer"', "/sv/sources/bok/?a=1&b=2", [Passage("s. 1", "2010", ["1 < 2", "två"], "en")])


def test_what_sources_say_is_never_read_as_html():
    written = source_letters(PAGE, [NOTE])
    assert "<Bok>" not in written
    assert 'title="&lt;Bok&gt; &amp; &quot;mer&quot;"' in written
    assert 'href="/sv/sources/bok/?a=1&amp;b=2"' in written
    assert "<br>s. 1. 2010 " in written
    assert '<q lang="en">1 &lt; 2</q>, <q lang="en">två</q>.</div>' in written
    # A quoted sentence keeps its own full stop, and gets no second.
    sentence = SourceNote("B", "Bok", "", [Passage("s. 2", "2010", ["Två ord."], "")])
    assert "<q>Två ord.</q></div>" in source_letters(PAGE, [sentence])


def test_letters_are_open_where_all_are_asked_for():
    assert source_letters(PAGE, [NOTE], opened=True).startswith('<details class="src" open>')
    assert source_letters(PAGE, [NOTE]).startswith('<details class="src"><summary')
    assert source_letters(PAGE, []) == ""
