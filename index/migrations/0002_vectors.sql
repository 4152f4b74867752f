-- Vectors are made after a document is in, from this outbox; rows are worked off in order.
CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('upsert', 'delete'))
);

-- Each distinct text is embedded once. Kept here, the vector index can be built anew without the costly step.
CREATE TABLE embeddings (
    model TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (model, text_hash)
) WITHOUT ROWID;

-- `collection` is the vector collection that the outbox has been worked off into; `generation` changes at each write,
-- so that other processes look anew; `writing` stays set where a writer was killed.
CREATE TABLE vector_state (
    collection TEXT,
    generation INTEGER NOT NULL,
    writing INTEGER NOT NULL
);
INSERT INTO vector_state (collection, generation, writing) VALUES (NULL, 0, 0);
