"""What pages know about the register: worked out once a change, asked for once a page."""

import pytest

from klusterkarta.web.register_state import register_state, steady_state
from tests.registers import collect_rows

pytestmark = pytest.mark.django_db


def test_a_page_asks_once_and_is_about_one_moment(django_assert_num_queries):
    collect_rows("karta", {"1": {"name": "Alfa"}})
    register_state()
    with steady_state():
        with django_assert_num_queries(1):
            first = register_state()
            assert all(register_state() is first for _ in range(4))
        collect_rows("bok", {"1": {"name": "Beta"}})
        assert register_state() is first
    assert register_state().actors == first.actors + 1


def test_one_page_inside_another_answer_does_not_leak():
    with steady_state():
        outer = register_state()
        with steady_state():
            collect_rows("karta", {"1": {"name": "Alfa"}})
            assert register_state().actors == 1
        assert register_state() is outer


def test_withdrawn_and_editors_sources_do_not_count():
    from klusterkarta.catalogue.services.sources import set_withdrawn
    from klusterkarta.values.caller import OPERATOR

    collect_rows("karta", {"1": {"name": "Alfa"}})
    collect_rows("bok", {"1": {"name": "Beta"}})
    set_withdrawn("bok", withdrawn=True, caller=OPERATOR)
    state = register_state()
    assert (len(state.sources), state.counting_sources) == (2, 1)


def test_a_source_whose_only_reading_is_undone_does_not_count_nor_date_the_register():
    from klusterkarta.values.caller import OPERATOR
    from klusterkarta.workflow.collect import undo

    collect_rows("karta", {"1": {"name": "Alfa"}})
    before = register_state()
    reading = collect_rows("bok", {"1": {"name": "Beta"}})
    assert register_state().counting_sources == 2
    undo(reading, caller=OPERATOR)
    state = register_state()
    assert (len(state.sources), state.counting_sources) == (2, 1)
    assert state.read_at == before.read_at
