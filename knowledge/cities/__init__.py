"""Cities: who serves which place, under which name and number.

Takes: the folders of YAML beside it, one a city, and the packaged division data of the ministry.
Gives: a frozen `City` by name, the divisions of China by code and by name, and a pack's faults.
Owns: no table.
Never: gives an invented number as a real one, or a place as served when no office serves it.
"""
