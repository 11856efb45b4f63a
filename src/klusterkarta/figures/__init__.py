"""Register: published statistics as sourced, dated cubes; a row each, the figures as Parquet in the workspace."""
