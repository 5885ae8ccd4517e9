// The whole table of a service that offers all it can, upon a database, bytes and workers of its own.
#pragma once

#include <catch2/catch.hpp>

#include "service/access/gate.h"
#include "service/serve/routes.h"
#include "tests/doors/shell.h"

namespace whole {

template <class T>
T must(stp::Result<T> result) {
  if (!result) FAIL(stp::to_text(result.error()));
  return std::move(*result);
}

class WholeService {
 public:
  WholeService();
  stp::Routes routes() const;
  const stp::Desk& desk() const { return desk_; }
  std::string place(std::size_t number) const { return pipeline_.editions().back().places[number].code; }

 private:
  doors::Folder folder_;
  stp::Pipeline pipeline_;
  std::unique_ptr<stp::Database> database_;
  stp::Bytes bytes_;
  stp::Workers workers_;
  stp::Desk desk_;
  stp::functions::Functions functions_;
  stp::Gate gate_;
  stp::ServeOptions options_;
};

}  // namespace whole
