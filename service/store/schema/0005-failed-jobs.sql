-- When a job was kept as failed; "" for one that was not, or by a program that did not write it down.
ALTER TABLE jobs ADD COLUMN failed_at TEXT NOT NULL DEFAULT '';
