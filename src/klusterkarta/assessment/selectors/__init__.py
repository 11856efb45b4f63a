"""Every read of assessments."""
