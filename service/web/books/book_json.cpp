#include "service/web/books/book_json.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

namespace stp {

std::string book_text(const nlohmann::ordered_json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || !found->is_string() ? "" : found->get<std::string>();
}

std::vector<std::string> book_texts(const nlohmann::ordered_json& object, const char* name) {
  std::vector<std::string> all;
  const auto found = object.find(name);
  if (found != object.end() && found->is_array())
    for (const auto& one : *found)
      if (one.is_string()) all.push_back(one.get<std::string>());
  return all;
}

bool contains_words(const std::string& text, const std::string& words) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  return std::search(text.begin(), text.end(), words.begin(), words.end(), same) != text.end();
}

}  // namespace stp
