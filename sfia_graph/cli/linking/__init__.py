"""What `sfia-graph link` can do, each a module."""
