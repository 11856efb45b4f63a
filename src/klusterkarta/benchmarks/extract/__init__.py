"""Reading reports: pages a second of text and PDF, profiles on top, other libraries beside."""
