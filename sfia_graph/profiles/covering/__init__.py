"""The smallest team that covers roles: what is needed, who has it, and the proof that fewer fail."""
