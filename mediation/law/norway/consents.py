"""THE consent matrix of Norway: everybody personally, and for somebody under 18 every guardian (stricter reading)."""

from mediation.law.consents import ANY_AGE, ConsentRow, Speaking, loaded_consents

S = Speaking
OWN = "LOV-1981-05-22-25 §71 a; LOV-1991-03-15-3 §5"
GUARDIAN = "LOV-2010-03-26-9 §9, unverified: every guardian"

# fmt: off
CONSENTS = loaded_consents((
    #          human  from  below    personally  those who act for the party  sections
    ConsentRow(True,  0,    18,      True,       S.EVERYBODY,  OWN, GUARDIAN),
    ConsentRow(True,  18,   ANY_AGE, True,       S.NOBODY,     OWN),
    ConsentRow(False, 0,    ANY_AGE, False,      S.ONE,        OWN, "LOV-1991-03-15-3 §7"),  # somebody in its service
))
# fmt: on
