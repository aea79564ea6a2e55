"""How long the operators of rules take on a long trace."""
