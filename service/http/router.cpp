#include "service/http/router.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "service/http/wire/text.h"

namespace stp {

namespace {

bool is_parameter(const std::string& word) { return word.starts_with("{") && word.ends_with("}"); }

// What two patterns must differ in to be told apart.
std::string shape_of(const std::string& method, const std::vector<std::string>& words) {
  std::string shape = method;
  for (const std::string& word : words) shape += "/" + (is_parameter(word) ? "{}" : word);
  return shape;
}

bool fits(const std::vector<std::string>& words, const std::vector<std::string>& segments, bool any_case) {
  return words.size() == segments.size() &&
         std::equal(words.begin(), words.end(), segments.begin(), [&](const auto& word, const auto& segment) {
           if (is_parameter(word)) return !segment.empty();
           return word == (any_case ? wire::lower(segment) : segment);
         });
}

// Of two that fit, the one whose first difference is a fixed word.
bool more_precise(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (is_parameter(a[i]) != is_parameter(b[i])) return !is_parameter(a[i]);
  return false;
}

}  // namespace

Router::Router(Routes routes) : routes_(std::move(routes)) {
  std::set<std::string> shapes, names;
  for (const Route& route : routes_) {
    Pattern pattern;
    if (route.pattern != "/")
      for (const std::string_view word : wire::split(std::string_view(route.pattern).substr(1), '/'))
        pattern.words.emplace_back(word);
    const std::string shown = route.method + " " + route.pattern;
    if (!shapes.insert(shape_of(route.method, pattern.words)).second)
      throw std::logic_error("two routes answer " + shown);
    if (!names.insert(route.name).second) throw std::logic_error("two routes are named " + route.name);
    if (!route.handle) throw std::logic_error("nothing handles " + shown);
    patterns_.push_back(std::move(pattern));
  }
}

Router::Match Router::find(const std::string& method, const std::vector<std::string>& segments) const {
  const std::string& wanted = method == "HEAD" ? "GET" : method;
  std::set<std::string> allow;
  std::size_t best = routes_.size();
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (!fits(patterns_[i].words, segments, routes_[i].any_case)) continue;
    allow.insert(routes_[i].method);
    if (routes_[i].method == wanted &&
        (best == routes_.size() || more_precise(patterns_[i].words, patterns_[best].words)))
      best = i;
  }
  if (best == routes_.size()) {
    if (allow.count("GET") != 0) allow.insert("HEAD");
    if (!allow.empty()) allow.insert("OPTIONS");
    return {nullptr, {}, {allow.begin(), allow.end()}};
  }
  Match match{&routes_[best]};
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (const std::string& word = patterns_[best].words[i]; is_parameter(word))
      match.params[word.substr(1, word.size() - 2)] = segments[i];
  return match;
}

}  // namespace stp
