"""Figures of English sentences, judged against one table: `judging.judge`.

The table is the caller's choice: words of a sentence that no label of it has may be the organisation's name, so they keep
a figure from being contradicted, not from being supported.
"""
