"""Letters of a restorative justice service in England and Wales."""
