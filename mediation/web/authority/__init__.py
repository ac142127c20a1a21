"""The pages of prosecutors, police and courts."""
