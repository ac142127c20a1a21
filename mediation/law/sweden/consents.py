"""THE consent matrix of Sweden: voluntary for both; under 18 every custodian as well (stricter reading)."""

from mediation.law.consents import ANY_AGE, ConsentRow, Speaking, loaded_consents

S = Speaking
OWN = "2002:445 §5"
CUSTODIAN = "1949:381, parental code: not read; every custodian"

# fmt: off
CONSENTS = loaded_consents((
    #          human  from  below    personally  those who act for the party  sections
    ConsentRow(True,  0,    18,      True,       S.EVERYBODY,  OWN, CUSTODIAN),
    ConsentRow(True,  18,   ANY_AGE, True,       S.NOBODY,     OWN),
    ConsentRow(False, 0,    ANY_AGE, False,      S.ONE,        OWN, OWN),
))
# fmt: on
