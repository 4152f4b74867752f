-- How often somebody began with a file, and from when on it may be tried again.
ALTER TABLE job_files ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job_files ADD COLUMN due TEXT;
