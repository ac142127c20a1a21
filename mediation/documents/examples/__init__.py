"""Invented people and full examples of every document: for a person to look at, and for the tests."""
