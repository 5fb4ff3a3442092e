"""A case as its own reporter may see it: the case and its clocks, put together for the doors.

Takes: a case row.
Gives: `CaseView`s and the notices' common part.
Owns: no table.
Never: shows an officer's note, another person's data, or writes.
"""
