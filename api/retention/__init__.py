"""Retention: personal data that is not needed any more is locked up, made nameless, or erased.

Takes: a city's plan and the day; a reporter's own wish.
Gives: what is due and why; what is stored of a chat; the deeds themselves, once a day.
Owns: the days on which it was done.
Never: changes an event or a decision; a tombstone stays for whatever was taken away.
"""
