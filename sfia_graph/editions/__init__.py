"""What changed from one edition of the framework to another."""
