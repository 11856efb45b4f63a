"""Hosts that give anybody an e-mail address: an address there says nothing of the organisation's domain."""

from functools import cache

from klusterkarta.vocabularies.documents import read_document


@cache
def free_mail_hosts() -> frozenset[str]:
    """The hosts in small letters.

    >>> "gmail.com" in free_mail_hosts()
    True
    """
    return frozenset(map(str, read_document("mail_hosts").body["hosts"]))
