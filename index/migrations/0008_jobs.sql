-- Uploads on their way into the library. The files wait under uploads/<job>/<position> in the data folder.
CREATE TABLE jobs (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,                          -- a key's id, '' for somebody on this machine
    created TEXT NOT NULL,
    source_url TEXT,
    published TEXT,
    visibility TEXT NOT NULL
);

CREATE TABLE job_files (
    job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    state TEXT NOT NULL,
    stage TEXT NOT NULL,
    document TEXT,
    error TEXT,
    note TEXT,
    changed TEXT NOT NULL,
    PRIMARY KEY (job, position)
) WITHOUT ROWID;
CREATE INDEX job_files_by_state ON job_files (state);
CREATE INDEX job_files_by_document ON job_files (document);

-- A request repeated under the same key makes no second job.
CREATE TABLE job_requests (
    owner TEXT NOT NULL,
    request_key TEXT NOT NULL,
    digest TEXT NOT NULL,
    job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    PRIMARY KEY (owner, request_key)
) WITHOUT ROWID;

-- Who corrected it, by the name of their key.
ALTER TABLE corrections ADD COLUMN by TEXT;
