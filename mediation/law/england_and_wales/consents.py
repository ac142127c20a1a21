"""THE consent matrix of England and Wales: everybody personally; for a child one with parental responsibility."""

from mediation.law.consents import ANY_AGE, ConsentRow, Speaking, loaded_consents

S = Speaking
OWN = "Pre-sentence RJ guidance (2014) p.9"
PARENT = "Children Act 1989 s.2(7)"  # each person with parental responsibility may act alone

# fmt: off
CONSENTS = loaded_consents((
    #          human  from  below    personally  those who act for the party  sections
    ConsentRow(True,  0,    18,      True,       S.ONE,        OWN, PARENT),
    ConsentRow(True,  18,   ANY_AGE, True,       S.NOBODY,     OWN),
    ConsentRow(False, 0,    ANY_AGE, False,      S.ONE,        OWN, OWN),
))
# fmt: on
