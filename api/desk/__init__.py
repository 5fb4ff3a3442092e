"""The door where an officer acts: every move of a case goes through here.

Takes: moves, from the console's forms, the JSON API and the officers' bot.
Gives: the case moved, or a refusal that names what is allowed now.
Owns: no table.
Never: shows a case; the console does.
"""
