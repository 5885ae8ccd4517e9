-- What is handed in, what it says, and how far each place's return has come.

CREATE TABLE submissions (
  footprint TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  at TEXT NOT NULL,
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  via TEXT NOT NULL,
  who TEXT NOT NULL,
  size BIGINT NOT NULL,
  sightings BIGINT NOT NULL,
  judged_for TEXT NOT NULL,
  judged_at TEXT NOT NULL,
  state TEXT NOT NULL,
  found_place TEXT NOT NULL,
  found_round TEXT NOT NULL,
  edition TEXT NOT NULL,
  stage TEXT NOT NULL,
  sections TEXT NOT NULL,
  errors BIGINT NOT NULL,
  warnings BIGINT NOT NULL,
  notes BIGINT NOT NULL,
  return_errors BIGINT NOT NULL,
  refusal_code TEXT NOT NULL,
  refusal_sentence TEXT NOT NULL,
  refusal_where TEXT NOT NULL,
  refusal_remedy TEXT NOT NULL,
  checked_at TEXT NOT NULL,
  PRIMARY KEY (footprint, sha256)
);
CREATE INDEX submissions_by_sequence ON submissions (footprint, sequence);
CREATE INDEX submissions_by_state ON submissions (footprint, state, judged_for);

CREATE TABLE sightings (
  footprint TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  at TEXT NOT NULL,
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  via TEXT NOT NULL,
  who TEXT NOT NULL,
  PRIMARY KEY (footprint, sequence)
);

-- Documents made of something: its owner is a submission's hash, "return PLACE ROUND" or "total ROUND NUMBER".
CREATE TABLE documents (
  footprint TEXT NOT NULL,
  owner TEXT NOT NULL,
  format TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (footprint, owner, format)
);

CREATE TABLE versions (
  footprint TEXT NOT NULL,
  place TEXT NOT NULL,
  round TEXT NOT NULL,
  section TEXT NOT NULL,
  version BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  errors BIGINT NOT NULL,
  warnings BIGINT NOT NULL,
  notes BIGINT NOT NULL,
  PRIMARY KEY (footprint, place, round, section, version)
);
CREATE INDEX versions_by_file ON versions (footprint, sha256);

CREATE TABLE returns (
  footprint TEXT NOT NULL,
  place TEXT NOT NULL,
  round TEXT NOT NULL,
  status TEXT NOT NULL,
  revision BIGINT NOT NULL,
  files TEXT NOT NULL,
  errors BIGINT NOT NULL,
  warnings BIGINT NOT NULL,
  notes BIGINT NOT NULL,
  checked_at TEXT NOT NULL,
  submitted_by TEXT NOT NULL,
  submitted_at TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_at TEXT NOT NULL,
  sent_back_because TEXT NOT NULL,
  reopening_asked_by TEXT NOT NULL,
  reopening_reason TEXT NOT NULL,
  PRIMARY KEY (footprint, place, round)
);

-- The warnings of a return as last checked, and those a person answered for. A finding is known by what it says, so an
-- acceptance outlives the version it was given for, and ends when the figures change.
CREATE TABLE return_warnings (
  footprint TEXT NOT NULL,
  place TEXT NOT NULL,
  round TEXT NOT NULL,
  finding TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (footprint, place, round, finding)
);
CREATE TABLE acceptances (
  footprint TEXT NOT NULL,
  place TEXT NOT NULL,
  round TEXT NOT NULL,
  finding TEXT NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (footprint, place, round, finding)
);

CREATE TABLE rounds (
  footprint TEXT NOT NULL,
  code TEXT NOT NULL,
  open BIGINT NOT NULL,
  opened_at TEXT NOT NULL,
  soft_deadline TEXT NOT NULL,
  hard_deadline TEXT NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (footprint, code)
);

CREATE TABLE totals (
  footprint TEXT NOT NULL,
  round TEXT NOT NULL,
  number BIGINT NOT NULL,
  at TEXT NOT NULL,
  complete BIGINT NOT NULL,
  files TEXT NOT NULL,
  PRIMARY KEY (footprint, round, number)
);

CREATE TABLE arriving (
  footprint TEXT NOT NULL,
  source TEXT NOT NULL,
  place TEXT NOT NULL,
  name TEXT NOT NULL,
  size BIGINT NOT NULL,
  since TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (footprint, source, place, name)
);
