"""Collecting a large workbook into an empty register, and the master list out of it."""
