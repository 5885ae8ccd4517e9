// Figures of what the service holds, for the functions that read returns and totals: the returns that count
// in a round, and its newest total. Each person is answered what she may see.
#pragma once

#include <list>
#include <memory>
#include <mutex>

#include "calc/functions/figures.h"
#include "service/access/access.h"
#include "service/desk/desk.h"
#include "service/pipeline/pipeline.h"

namespace stp {

// What was read of late, for all callers: a thousand cells read a return once. A return is known by the
// hashes of its files and a total by that of its document, so what is kept never goes stale. Any thread may
// ask.
class KeptFigures {
 public:
  using Whole = std::shared_ptr<const Pipeline::Consolidated>;
  explicit KeptFigures(std::size_t most = 8) : most_(most) {}
  Whole find(const std::string& hash);
  void keep(const std::string& hash, Whole whole);

 private:
  const std::size_t most_;
  std::mutex mutex_;
  std::list<std::pair<std::string, Whole>> kept_;  // the last asked for first
};

// `desk` and `kept` must outlive it. A question's source is a round's code; "": the round opened last. Made
// for one request and one thread: all its questions are answered by what was held when each was first asked.
std::unique_ptr<functions::Figures> service_figures(const Desk& desk, const Caller& caller,
                                                    KeptFigures& kept);

}  // namespace stp
