"""Pieces made ahead: none is lost, none comes out of order, and what goes wrong is told where it is used."""

import threading

import pytest

from klusterkarta.values.ahead import one_ahead


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_all_come_in_their_order(count):
    assert list(one_ahead(range(count))) == list(range(count))


def test_what_the_making_raises_comes_after_the_pieces_before_it():
    def broken():
        yield 1
        raise ValueError("broken")

    pieces = one_ahead(broken())
    assert next(pieces) == 1
    with pytest.raises(ValueError, match="broken"):
        next(pieces)


def test_no_more_than_one_is_made_ahead():
    made = []
    pieces = one_ahead(made.append(number) or number for number in range(9))
    assert next(pieces) == 0
    pieces.close()
    # One in use, one ahead.
    assert len(made) <= 2


def test_who_stops_early_has_the_making_closed_in_its_own_thread():
    threads = []

    def made():
        try:
            for number in range(9):
                threads.append(threading.get_ident())
                yield number
        finally:
            threads.append(threading.get_ident())

    pieces = one_ahead(made())
    assert next(pieces) == 0
    pieces.close()
    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads
    assert len(threads) <= 3
