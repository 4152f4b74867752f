-- What was answered, so that a conversation can be gone on with, and an answer be looked at again and commented on.
CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    created TEXT NOT NULL,
    touched TEXT NOT NULL,
    issued INTEGER NOT NULL,                      -- 1 where the id is ours and cannot be guessed, 0 where a caller chose it
    turn TEXT                                     -- the last question as understood, for what the next one leaves out
) WITHOUT ROWID;
CREATE INDEX conversations_by_age ON conversations (touched);

CREATE TABLE answers (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    private INTEGER NOT NULL,                     -- 1 where drafts were among what it was answered from
    body TEXT NOT NULL                            -- the answer object as it went out
);
CREATE INDEX answers_by_conversation ON answers (conversation, sequence);

CREATE TABLE feedback (
    answer TEXT PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE,
    verdict TEXT NOT NULL CHECK (verdict IN ('up', 'down')),
    reasons TEXT NOT NULL,
    comment TEXT NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;
