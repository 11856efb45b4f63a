"""Every picture, once: plain values in, SVG with its table, title and description out."""
