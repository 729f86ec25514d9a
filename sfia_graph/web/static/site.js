// Enhancements; every page works without them.
