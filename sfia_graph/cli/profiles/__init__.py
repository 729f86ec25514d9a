"""What `sfia-graph profile` can do, one module each."""
