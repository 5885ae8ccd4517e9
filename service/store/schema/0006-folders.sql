-- Which folder of bytes belongs to these rows: the text of its file `identity`. One row for each footprint.
CREATE TABLE folders (
  footprint TEXT NOT NULL PRIMARY KEY,
  identity TEXT NOT NULL
);
