"""Proof by search."""
