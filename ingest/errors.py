"""What goes wrong while a file is read, in one sentence for the person who gave it."""

from __future__ import annotations


class IngestError(Exception):
    """A file that cannot be taken in: which file, where in it, what is wrong, what to do next.

    `str(error)` is the whole sentence, in Chinese, without a traceback's words, so that every surface can print it.
    """

    def __init__(self, file: str, problem: str, remedy: str, where: str | None = None) -> None:
        self.file = file
        self.problem = problem
        self.remedy = remedy
        self.where = where
        place = f"（{where}）" if where else ""
        super().__init__(f"无法读取“{file}”{place}：{problem}；{remedy}。")
