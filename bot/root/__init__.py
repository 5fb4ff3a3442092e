"""The composition root: the only place that knows every room and wires them into processes.

Takes: settings.
Gives: the tracker, the front ends, and the processes that `jiesu` starts.
Owns: no table.
Never: decides anything a room should decide.
"""
