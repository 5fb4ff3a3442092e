"""Proof: what was filed and done, for people who need not trust us.

Takes: the chains of events; a filing's cases.
Gives: signed receipts, daily anchors, a case as a file that verifies without us.
Owns: signing_key, anchor.
Never: lets a private key out, or puts an identity into what it gives.
"""
