-- What the tie-out found not to hold in a document, told when it was taken in: dear to find, and an answer needs it.
-- `edition` tells which code told it; what another told is told anew, and not from here.
CREATE TABLE findings (
    document TEXT NOT NULL PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    edition TEXT NOT NULL,
    body TEXT NOT NULL
) WITHOUT ROWID;
