"""Cases: their states and legal moves, the events they are made of, and their evidence.

Takes: what a door or the ticker says happened to a case.
Gives: the case, its thread of events, and `Happening`s for the rooms that follow.
Owns: case_row, case_origin, case_link, search_row, event, evidence, evidence_content,
    evidence_link, filing, day_counter, identity_request, retained, kept_words.
Never: decides who handles a case, when it is due, or what is said about it.
"""
