"""The outbox: what must be said, to whom, once; rows of the transaction that caused them.

Takes: happenings of cases and clocks, through the reactions.
Gives: deliveries that couriers claim under a lease and report on.
Owns: outbox_row.
Never: finds words or speaks to a platform.
"""
