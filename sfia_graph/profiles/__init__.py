"""What roles ask for and what people hold: read, written, compared."""
