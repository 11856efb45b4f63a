"""The pages of assessment: rounds, the own sheet, the meeting."""
