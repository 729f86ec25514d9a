"""Pictures as shapes with numbers and names; nothing in here knows the graph or the pages."""
