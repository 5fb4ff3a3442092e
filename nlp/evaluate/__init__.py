"""How well understanding does on messages whose answers are known.

Takes: labelled messages and the Understandings of a pipeline.
Gives: counts per class, a confusion matrix, a histogram of confidence, the worst errors.
Owns: no table.
Never: prints, opens a file or reads the clock; the command line does that.
"""
