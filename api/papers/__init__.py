"""Official forms, made out from a case: for a page that prints, and as text for the chat.

Takes: a case with its thread, the form, and for whom it is made out.
Gives: `Paper`s, each with its legal ground.
Owns: no table.
Never: shows an identity that was not revealed, or tells a trader of a report.
"""
