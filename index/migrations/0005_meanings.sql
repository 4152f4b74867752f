-- Where a passage is from decides what of it is searched by meaning: a row of figures by its label alone.
ALTER TABLE passages ADD COLUMN kind TEXT NOT NULL DEFAULT 'text';

-- Which texts a document's vectors are of: a passage has one for each of its sentences, and many share one.
CREATE TABLE meanings (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    text_hash TEXT NOT NULL,
    PRIMARY KEY (document, text_hash)
) WITHOUT ROWID;
CREATE INDEX meanings_by_text ON meanings (text_hash);
-- sqlite:
INSERT OR IGNORE INTO meanings (document, text_hash) SELECT document, text_hash FROM passages;
-- both:
DROP INDEX passages_by_text;
ALTER TABLE passages DROP COLUMN text_hash;
