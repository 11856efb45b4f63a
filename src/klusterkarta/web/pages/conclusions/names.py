"""What the codes behind the numbers are called."""

from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.terms import terms
from klusterkarta.web.facet_words import code_name
from klusterkarta.workflow.summary import Summary

_FACETS = {
    "lists": "list",
    "county_certain": "county",
    "county_all": "county",
    "sector_narrow": "sector",
    "sector_wide": "sector",
}


def measured_name(found: Summary, measure: str, *, code: str, lang: str) -> str:
    """The name of a county, sector, university, funder or field. KeyError for a code that is none."""
    if measure == "universities":
        return terms("universities")[code].label.read(lang)
    if measure == "funders":
        return found.names.get(int(code), code)
    if measure == "missing":
        return profile_fields()[code].label.read(lang)
    return code_name(_FACETS[measure], code, lang=lang)
