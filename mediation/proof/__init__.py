"""Proof by search: every state a matter can reach under a country's law, and what must hold in all of them."""
