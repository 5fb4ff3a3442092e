"""Every Chinese sentence that a citizen or an officer reads in a chat.

Takes: data only: what was asked, what a case holds, what a notice says.
Gives: `Reply` objects of plain text with **bold**, line breaks and buttons.
Owns: no table.
Never: decides what happens next, or adds a fact of law that did not come in the data.
"""
