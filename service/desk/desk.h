// The desk: where returns are handed in, wait, are checked, answered, decided on and added up. Every door
// with a memory (HTTP, pages, folder, command line) calls these functions and writes no SQL of its own.
#pragma once

#include <functional>
#include <string>

#include "calc/base/result.h"
#include "service/pipeline/pipeline.h"
#include "service/store/bytes.h"
#include "service/store/clock.h"  // utc_now, utc_in
#include "service/store/database.h"
#include "service/worker/workers.h"

namespace stp {

struct Desk {
  const Pipeline& pipeline;  // for names of places, rounds and lines; files are read by `workers` alone
  Database& database;
  Bytes& bytes;
  Workers& workers;
  std::string footprint;             // code of the footprint's place in the templates: first key of every row
  std::string process;               // this process, for leases: host, process id, a random part
  std::function<std::string()> now;  // UTC, 2026-11-25T15:20:00.123Z
  std::function<void(const char* step)> at = [](const char*) {
  };  // each step of intake: tests end the process there
  // The newest edition: for what is the same in all of them, as places and organisations.
  const Template& form() const { return pipeline.editions().back(); }
  // The edition a round's returns are judged by: for lines, years, units and bridges wherever a round is in
  // hand. Of a round that is none: the newest.
  const Template& form_of(const std::string& round) const;
  const Round* round(const std::string& code) const;  // of whichever edition has it
  std::vector<const Round*> rounds() const;           // of all editions, oldest first
};

}  // namespace stp
