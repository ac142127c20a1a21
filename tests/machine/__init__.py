"""A machine of random but possible office work, held against a small model of what the Act allows."""
