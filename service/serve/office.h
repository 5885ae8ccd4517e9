// Everything a desk stands on, opened in the right order: texts, data folder, database, bytes, cages. Used by
// every command that works on a service's data.
#pragma once

#include <memory>
#include <string>

#include "calc/functions/function.h"
#include "service/access/gate.h"
#include "service/desk/desk.h"

namespace stp {

struct OfficeOptions {
  std::string data, database;  // as in ServeOptions
  std::size_t workers = 1;
  Opening opening = Opening::service;
};

class Office {
 public:
  // Makes the data folder when it is missing, readable by its owner alone.
  static Result<std::unique_ptr<Office>> open(const OfficeOptions& options);
  static Result<std::unique_ptr<Office>> open(const OfficeOptions& options, Pipeline pipeline);
  const Desk& desk() const { return desk_; }
  const Gate& gate() const { return gate_; }
  const functions::Functions& functions() const { return parts_.functions; }
  Database& database() { return *parts_.database; }

 private:
  struct Parts {
    std::unique_ptr<Pipeline> pipeline;
    functions::Functions functions;
    std::unique_ptr<Database> database;
    std::unique_ptr<Bytes> bytes;
    std::unique_ptr<Workers> workers;
  };
  explicit Office(Parts parts);
  Parts parts_;
  Desk desk_;
  Gate gate_;
};

}  // namespace stp
