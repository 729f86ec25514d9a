"""Other frameworks as SKOS: each a table of columns, read by one engine."""
