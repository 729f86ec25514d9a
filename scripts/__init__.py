"""Scripts that write what the repository derives from itself; `make format` and `make docs`."""
