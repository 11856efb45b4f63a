"""Who seeks whom: the shortlist of partners and the contacts taken with them."""
