"""Measures and conclusions: frames in, frames and plain values out."""
