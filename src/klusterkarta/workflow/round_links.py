"""The private addresses of a round's initiatives, to be sent to them."""

from dataclasses import dataclass

from klusterkarta.assessment.selectors.links import links_of
from klusterkarta.assessment.selectors.rounds import candidates_of
from klusterkarta.settings import current
from klusterkarta.values.caller import Caller
from klusterkarta.workflow.pair import names_of_records


@dataclass(frozen=True, slots=True)
class PrivateAddress:
    """An initiative and the address that opens its page; whoever has it can answer for the initiative."""

    candidate: int
    name: str
    address: str


def private_addresses(round_id: int, *, lang: str, caller: Caller) -> list[PrivateAddress]:
    """The addresses of a round's live links, on this installation's site. Raises BadRound, NotAllowed."""
    record = {one.id: one.record for one in candidates_of(round_id)}
    names = names_of_records(list(record.values()), lang)
    base = current().base_url.rstrip("/")
    return [
        PrivateAddress(one.candidate, names.get(record[one.candidate], ""), f"{base}/{lang}/initiative/{one.secret}/")
        for one in links_of(round_id, caller=caller)
    ]
