"""Linked data on the web: pages, negotiation, a SPARQL endpoint, an API; one renderer for all."""
