"""The morning's digest: how the work of each supervisor's offices stands, once a working day.

Takes: open cases with their clocks, the official calendar, the supervisors.
Gives: one notice a supervisor, at the desk and in the officers' bot.
Owns: digest_day.
Never: names a reporter, or is told twice a day, however many tickers there are.
"""
