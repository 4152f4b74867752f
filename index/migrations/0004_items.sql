-- Which facts count which item, so that a question about all bodies reads the facts of one item and no others.
-- `item` is the key of ingest.terms; a fact with a printed code stands under `#code` as well.
CREATE TABLE items (
    item TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    PRIMARY KEY (item, document, position)
) WITHOUT ROWID;
CREATE INDEX items_by_document ON items (document);

-- By which edition of the field's words the items were told; where it is not the program's, they are told anew.
ALTER TABLE library ADD COLUMN words TEXT;
