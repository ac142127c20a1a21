"""Alarm clocks: Prefect wakes, actions do; how often a flow fires changes nothing."""
