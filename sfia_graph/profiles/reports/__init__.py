"""Reports: one page each that stands alone, with pictures and the same as tables."""
