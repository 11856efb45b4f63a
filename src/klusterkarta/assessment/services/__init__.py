"""Every write of assessments."""
