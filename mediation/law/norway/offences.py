"""A handful of offences of the Norwegian Penal Code (LOV-2005-05-20-28); scales not read, so `verified=False`."""

import re
from datetime import date

from mediation.kernel.language import Language
from mediation.law.offence import Complainant, Intent, Offence, Violence
from mediation.law.offence_table import loaded_offences

CODE_IN_FORCE = date(2015, 10, 1)
NEVER, INTENT = Complainant.NEVER, Intent.INTENTIONAL

# fmt: off
#   code                       title                    section  max  violence
ROWS = (
    ("reckless_behaviour",     "Reckless behaviour",    "266",   24,  Violence.DEPENDS),
    ("threats",                "Threats",               "263",   12,  Violence.NEVER),
    ("physical_assault",       "Physical assault",      "271",   12,  Violence.ALWAYS),
    ("bodily_harm",            "Bodily harm",           "273",   72,  Violence.ALWAYS),
    ("theft",                  "Theft",                 "321",   24,  Violence.NEVER),
    ("criminal_damage",        "Criminal damage",       "351",   12,  Violence.NEVER),
)
# fmt: on

OFFENCES = loaded_offences(
    (Offence(code, {Language.ENGLISH: title}, section, months, NEVER, violence, INTENT, False, CODE_IN_FORCE,
             verified=False)
    for code, title, section, months, violence in ROWS),
    re.compile(r"\d+(?: [a-z])?"),
)  # fmt: skip

#   section → class for statistics
CLASSES = (
    ("271", "violence"),
    ("273", "violence"),
    ("321", "takings"),
    ("351", "damage"),
)
