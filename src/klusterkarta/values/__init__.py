"""Quantities, dates, places, reasons and texts: the plain values every room stands on."""
