-- Keys of the API: a key itself is shown once, when it is made; here only its digest is kept.
CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,                         -- SHA-256 of the key, which is random and long: it needs no salt
    scopes TEXT NOT NULL,                         -- words divided by blanks
    staff INTEGER NOT NULL,
    created TEXT NOT NULL,
    revoked TEXT
) WITHOUT ROWID;

-- Who signed in on the page with a key; the cookie's digest, and until when it counts.
CREATE TABLE sessions (
    digest TEXT PRIMARY KEY,
    api_key TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    expires TEXT NOT NULL
) WITHOUT ROWID;

-- How often a key was used, by day and route.
CREATE TABLE key_uses (
    api_key TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    route TEXT NOT NULL,
    calls INTEGER NOT NULL,
    PRIMARY KEY (api_key, day, route)
) WITHOUT ROWID;
