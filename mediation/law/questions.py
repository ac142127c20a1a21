"""The questions a person of the office answers about a matter before the law lets it go on."""

from enum import StrEnum


class Asked(StrEnum):
    """Of whom a question is asked: of the matter as a whole, or of each person it concerns."""

    OF_THE_MATTER = "of_the_matter"
    OF_A_PERSON = "of_a_person"
