"""The questions a person of the office answers about a matter before the law lets it go on."""

from enum import StrEnum


class Asked(StrEnum):
    """Of whom a question is asked: of the matter as a whole, of each person it concerns, or of its agreement.

    An answer about the agreement counts for the version it was given on and for no later one.
    """

    OF_THE_MATTER = "of_the_matter"
    OF_A_PERSON = "of_a_person"
    OF_THE_AGREEMENT = "of_the_agreement"
