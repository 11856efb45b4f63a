"""The register of assessments: criteria sets as used, rounds, scores, decisions."""
