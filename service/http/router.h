// Finds the route of a request. Fixed words go before {parameters}; no pattern of one shape may hide another.
#pragma once

#include "service/http/route.h"

namespace stp {

class Router {
 public:
  // Throws std::logic_error when two routes would answer the same request, or a route has no handler.
  explicit Router(Routes routes);
  struct Match {
    const Route* route = nullptr;  // none: `allow` says which methods there are; empty: there is nothing here
    std::map<std::string, std::string> params{};
    std::vector<std::string> allow{};
  };
  Match find(const std::string& method, const std::vector<std::string>& segments) const;
  const Routes& routes() const { return routes_; }

 private:
  struct Pattern {
    std::vector<std::string> words;  // "{name}": a parameter
  };
  Routes routes_;
  std::vector<Pattern> patterns_;  // of routes_, by position
};

}  // namespace stp
