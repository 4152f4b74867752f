"""What goes wrong while the store is used, in one sentence for the person at the other end."""

from __future__ import annotations


class LibraryError(Exception):
    """The store cannot do what was asked; `str(error)` is the whole sentence, in Chinese, with what to do next."""


class UnknownDocumentError(LibraryError):
    """A document id that is not held."""

    def __init__(self, document_id: str) -> None:
        self.document_id = document_id
        super().__init__(f"没有编号为“{document_id}”的文件；用 mingzhang documents 查看已收录的文件。")


class EmbedderError(LibraryError):
    """The embedder cannot be loaded or used; facts and lexical search go on without it."""


class VectorMismatchError(LibraryError):
    """The stored vectors come from another model, digest or backend than the one set: they do not mix."""


class TornVectorsError(LibraryError):
    """The vector index is not as it was written: it is to be built anew from what the database keeps."""
