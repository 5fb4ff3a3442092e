"""The benchmarks: what Jiesu does, beside what a named peer does, in the same run.

Takes: sizes, and the address of an empty PostgreSQL database if one is to be measured.
Gives: plain data for JSON: milliseconds, and the ratio to the peer.
Owns: throw-away databases in the temporary folder, gone when a part ends.
Never: touches the data of an installation.
"""
