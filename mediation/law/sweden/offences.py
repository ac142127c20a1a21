"""A handful of offences of the Swedish criminal code (brottsbalken); scales not read, so `verified=False`."""

import re
from datetime import date

from mediation.kernel.language import Language
from mediation.law.offence import Complainant, Intent, Offence, Violence
from mediation.law.offence_table import loaded_offences

SINCE = date(2002, 7, 1)
NEVER, INTENT = Complainant.NEVER, Intent.INTENTIONAL

# fmt: off
#   code                       title            section  max  violence
ROWS = (
    ("misshandel",             "Misshandel",    "3:5",   24,  Violence.ALWAYS),
    ("olaga_hot",              "Olaga hot",     "4:5",   12,  Violence.NEVER),
    ("forolampning",           "Förolämpning",  "5:3",   6,   Violence.NEVER),
    ("stold",                  "Stöld",         "8:1",   24,  Violence.NEVER),
    ("snatteri",               "Snatteri",      "8:2",   6,   Violence.NEVER),
    ("skadegorelse",           "Skadegörelse",  "12:1",  24,  Violence.NEVER),
)
# fmt: on

OFFENCES = loaded_offences(
    (Offence(code, {Language.SWEDISH: title}, section, months, NEVER, violence, INTENT, False, SINCE, verified=False)
     for code, title, section, months, violence in ROWS),
    re.compile(r"\d+:\d+"),
)  # fmt: skip

#   chapter → class for statistics
CLASSES = (
    ("3:", "violence"),
    ("5:", "defamation"),
    ("8:", "takings"),
    ("12:", "damage"),
)
