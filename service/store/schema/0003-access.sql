-- Who signs in, with what, and who was kept out. Secrets are here as hashes only.

CREATE TABLE users (
  footprint TEXT NOT NULL,
  name TEXT NOT NULL,
  shown TEXT NOT NULL,
  password TEXT NOT NULL,      -- Argon2id with its own salt and cost; '' : none, signs in by a provider or a link
  disabled BIGINT NOT NULL,
  issuer TEXT NOT NULL,        -- of OpenID Connect, with the subject it knows the person by; '' : a local account
  subject TEXT NOT NULL,
  made_at TEXT NOT NULL,
  last_sign_in TEXT NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (footprint, name)
);
CREATE UNIQUE INDEX users_identity ON users (footprint, issuer, subject) WHERE subject <> '';

CREATE TABLE user_grants (
  footprint TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  place TEXT NOT NULL,         -- '' for roles of the whole footprint
  PRIMARY KEY (footprint, name, role, place)
);

CREATE TABLE one_time_links (
  footprint TEXT NOT NULL,
  token_sha256 TEXT NOT NULL,
  purpose TEXT NOT NULL,       -- set-up, password
  name TEXT NOT NULL,          -- whose password it sets; '' for set-up
  expires_at TEXT NOT NULL,
  PRIMARY KEY (footprint, token_sha256)
);

CREATE TABLE sessions (
  footprint TEXT NOT NULL,
  token_sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  made_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  idle_until TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  remote TEXT NOT NULL,
  agent TEXT NOT NULL,
  PRIMARY KEY (footprint, token_sha256)
);
CREATE INDEX sessions_of_user ON sessions (footprint, name);

CREATE TABLE api_keys (
  footprint TEXT NOT NULL,
  id TEXT NOT NULL,
  secret_sha256 TEXT NOT NULL,
  owner TEXT NOT NULL,
  label TEXT NOT NULL,
  made_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  last_used_at TEXT NOT NULL,
  revoked_at TEXT NOT NULL,
  PRIMARY KEY (footprint, id)
);
CREATE INDEX api_keys_of_user ON api_keys (footprint, owner);

CREATE TABLE api_key_grants (
  footprint TEXT NOT NULL,
  id TEXT NOT NULL,
  role TEXT NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (footprint, id, role, place)
);

-- Failed sign-ins by what they have in common: name and address, address, name.
CREATE TABLE sign_in_failures (
  footprint TEXT NOT NULL,
  subject TEXT NOT NULL,
  failures BIGINT NOT NULL,
  last_at TEXT NOT NULL,
  blocked_until TEXT NOT NULL,
  PRIMARY KEY (footprint, subject)
);

-- Addresses from which a person has signed in: guessing elsewhere does not keep them out.
CREATE TABLE known_addresses (
  footprint TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  last_at TEXT NOT NULL,
  PRIMARY KEY (footprint, name, address)
);

-- Sign-ins under way at a provider of OpenID Connect.
CREATE TABLE provider_sign_ins (
  footprint TEXT NOT NULL,
  state_sha256 TEXT NOT NULL,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  return_to TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  PRIMARY KEY (footprint, state_sha256)
);
