"""Letters of a Swedish office for mediation, in the Swedish of Sweden."""
