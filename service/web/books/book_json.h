// Reading what the verbs rules and lines say; for the sources of the book pages only.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace stp {

std::string book_text(const nlohmann::ordered_json& object, const char* name);
std::vector<std::string> book_texts(const nlohmann::ordered_json& object, const char* name);
bool contains_words(const std::string& text, const std::string& words);  // without regard to case

}  // namespace stp
