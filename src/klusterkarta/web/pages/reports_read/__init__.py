"""What was read in an uploaded report: its rows, and each beside the page's text, to be corrected before collecting."""
