"""The smallest team that covers roles: what is needed, who has it, proof that fewer fail."""
