"""The register of volunteers by itself: nothing here knows of a case."""
