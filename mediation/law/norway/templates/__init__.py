"""Letters of the Norwegian Mediation Service in English, laid over the common ones."""
