"""The small words everything else is written in: time, ids, actor, language, money, refusals."""
