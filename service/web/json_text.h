// Texts of a document that pages read: missing and other kinds count as nothing. For .cpp files, behind the
// JSON library.
#pragma once

#include <string>

namespace stp {

template <class Json>
std::string text(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || !found->is_string() ? "" : found->template get<std::string>();
}

}  // namespace stp
