"""Figures of English sentences, judged against a table: `judging.judge`."""
