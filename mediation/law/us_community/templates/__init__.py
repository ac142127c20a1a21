"""Letters of a US community mediation centre, in the English of the United States."""
