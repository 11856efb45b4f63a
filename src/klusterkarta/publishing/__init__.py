"""Files that leave the house: the master list as a workbook and as text."""
