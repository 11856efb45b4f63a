"""The pages of partner regions: who shares priorities, and the shortlist with contacts."""
