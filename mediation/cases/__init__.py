"""What a mediation case is: its people, its matters, and everything the Act lets happen to it."""
