-- Numbers of disclosures are TEXT, digit by digit as printed; nothing is computed with them in SQL.

CREATE TABLE documents (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,   -- the order of arrival
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    organisation TEXT,
    year INTEGER,
    kind TEXT,
    scope TEXT,
    visibility TEXT NOT NULL,
    source_url TEXT,
    published TEXT,
    pages INTEGER,
    tables INTEGER NOT NULL,
    facts INTEGER NOT NULL,                       -- blank cells not counted
    files TEXT NOT NULL,
    added TEXT NOT NULL,
    revision INTEGER NOT NULL                     -- the library's version at which this document last changed
);

-- The structure as read, apart from the listing, which is read often.
CREATE TABLE structures (
    document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    body TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE facts (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    "row" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    value TEXT,
    unit TEXT,
    year INTEGER,
    basis TEXT,
    measure TEXT NOT NULL,
    quote TEXT NOT NULL,
    place TEXT NOT NULL,
    "table" TEXT,
    table_number INTEGER,
    section TEXT NOT NULL,
    code TEXT,
    comparator TEXT,
    status TEXT NOT NULL,
    span TEXT,
    direction TEXT,
    base_year INTEGER,
    reason TEXT,
    purpose TEXT,
    indicator TEXT,
    project TEXT,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE UNIQUE INDEX facts_by_id ON facts (id, document);

CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,     -- never used twice: the row number in `lexical` too
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    place TEXT NOT NULL,
    facts TEXT NOT NULL,
    text_hash TEXT NOT NULL
);
CREATE INDEX passages_by_document ON passages (document);
CREATE INDEX passages_by_text ON passages (text_hash);

-- sqlite:
CREATE VIRTUAL TABLE lexical USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0');
-- postgresql:
CREATE TABLE lexical (
    rowid INTEGER PRIMARY KEY,
    words TEXT NOT NULL,                          -- our own tokens, divided by blanks: none of its parsers is asked
    found TSVECTOR GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED
);
CREATE INDEX lexical_by_word ON lexical USING gin (found);

-- How many passages are indexed and of how many words in all, which FTS5 keeps by itself.
CREATE TABLE lexical_size (
    passages INTEGER NOT NULL,
    words INTEGER NOT NULL
);
INSERT INTO lexical_size (passages, words) VALUES (0, 0);
-- both:

-- In how many passages a token stands, so that a question's commonest tokens can be left out unseen.
CREATE TABLE tokens (
    token TEXT PRIMARY KEY,
    passages INTEGER NOT NULL
) WITHOUT ROWID;

-- What an operator corrected, kept when the document goes.
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL,
    field TEXT NOT NULL,
    old TEXT,
    new TEXT,
    at TEXT NOT NULL
);

-- Changes whenever something is added, removed or edited.
CREATE TABLE library (version INTEGER NOT NULL);
INSERT INTO library (version) VALUES (0);
