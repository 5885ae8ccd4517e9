-- Requests that said by a key of their own that they may be sent again: the answer they were given, for a day.
CREATE TABLE repeats (
  footprint TEXT NOT NULL,
  who TEXT NOT NULL,
  request_key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  state TEXT NOT NULL,
  at TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (footprint, who, request_key)
);
CREATE INDEX repeats_by_time ON repeats (footprint, at);
