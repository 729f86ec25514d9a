"""Answers about roles and people as records, and what they come to in words and as RDF."""
