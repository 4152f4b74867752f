-- A disclosure may have been published in several files, each kept under its own digest.
CREATE TABLE files (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,                    -- from 1, as places count them
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX files_by_content ON files (sha256);
-- sqlite:
INSERT INTO files (document, position, name, sha256)
SELECT id, 1, json_extract(files, '$[0]'), sha256 FROM documents;
