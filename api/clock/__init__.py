"""Clocks: which limits run on a case, when each ends and why, and who is told in time.

Takes: a limit, a start, pauses and the calendar; and what happened to a case.
Gives: due moments with the day-by-day reason, and alarms when a clock is half over or out.
Owns: clock_row.
Never: reads the machine's time, changes a case, or decides what is said about a deadline.
"""
