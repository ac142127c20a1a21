"""`mediation <noun> <verb>`: every command has help, `--json`, and an exit code by refusal."""
