-- The chained log and the jobs. TEXT and BIGINT only; every key begins with the footprint.
CREATE TABLE log (
  footprint TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  details TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (footprint, sequence)
);
CREATE INDEX log_by_subject ON log (footprint, subject, sequence);
CREATE INDEX log_by_kind ON log (footprint, kind, sequence);

-- One row for each footprint: the last record. Whoever appends locks it, so numbers have no gaps.
CREATE TABLE log_head (
  footprint TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (footprint)
);

-- state: waiting, running or failed; done jobs are gone. turn: the virtual time at which a job's lane has its turn.
CREATE TABLE jobs (
  footprint TEXT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  lane TEXT NOT NULL,
  state TEXT NOT NULL,
  turn BIGINT NOT NULL,
  asked BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  added_at TEXT NOT NULL,
  claimant TEXT NOT NULL,
  lease_until TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (footprint, id)
);
CREATE UNIQUE INDEX jobs_waiting_once ON jobs (footprint, kind, subject) WHERE state = 'waiting';
CREATE INDEX jobs_in_turn ON jobs (footprint, state, turn, id);
CREATE INDEX jobs_by_lease ON jobs (footprint, state, lease_until);
CREATE INDEX jobs_by_subject ON jobs (footprint, kind, subject, state);

-- The virtual time up to which each lane has been given turns.
CREATE TABLE lanes (
  footprint TEXT NOT NULL,
  lane TEXT NOT NULL,
  turn BIGINT NOT NULL,
  PRIMARY KEY (footprint, lane)
);
CREATE INDEX lanes_by_turn ON lanes (footprint, turn);
