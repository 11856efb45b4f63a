"""Sets that grow together and pairs that stay apart, against a plain model."""

from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.linkage.clusters import Clusters

IDS = st.integers(1, 8)
STEPS = st.lists(st.tuples(st.booleans(), IDS, IDS), max_size=20)


def connected(pairs: set[tuple[int, int]], one: int) -> set[int]:
    reached, edge = {one}, {one}
    while edge:
        edge = {b if a in edge else a for a, b in pairs if (a in edge) != (b in edge)} - reached
        reached |= edge
    return reached


@given(STEPS)
def test_like_the_model(steps):
    clusters, joins, apart = Clusters(), set(), set()
    for is_join, one, other in steps:
        if is_join:
            clusters.join(one, other)
            joins.add((one, other))
        elif other not in connected(joins, one):
            clusters.keep_apart(one, other)
            apart.add((one, other))
    for one in range(1, 9):
        among = connected(joins, one)
        assert clusters.root(one) == min(among)
        for other in range(1, 9):
            rival = connected(joins, other)
            kept = any((a in among and b in rival) or (b in among and a in rival) for a, b in apart)
            assert clusters.are_apart(one, other) == kept
