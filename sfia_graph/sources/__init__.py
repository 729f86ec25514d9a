"""Files in many shapes, each read into the same frozen `Edition`."""
