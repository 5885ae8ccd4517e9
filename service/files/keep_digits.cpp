#include "service/files/keep_digits.h"

#include <nlohmann/json.hpp>
#include <vector>

namespace stp {

namespace {

using Json = nlohmann::ordered_json;

// The parser is told to hand numbers over as they stand.
class KeepNumbers : public nlohmann::json_sax<Json> {
 public:
  explicit KeepNumbers(Json& root) : root_(root) {}
  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return put(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) override { return put(text); }
  bool string(string_t& value) override { return put(value); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool key(string_t& name) override {
    key_ = name;
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception& error) override {
    trouble = std::string(error.what()) + " at byte " + std::to_string(at);
    return false;
  }
  std::string trouble;

 private:
  static constexpr std::size_t deepest = 16;
  static constexpr std::size_t most_members = 1000;  // each is looked for among the others
  Json* add(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *open_.back();
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    return &(parent[key_] = std::move(value));
  }
  bool has_room() {
    const bool room = open_.empty() || !open_.back()->is_object() || open_.back()->size() < most_members;
    if (!room) trouble = "an object in it has more members than any data of ours";
    return room;
  }
  bool put(Json value) { return has_room() && add(std::move(value)) != nullptr; }
  bool open(Json value) {
    if (open_.size() >= deepest) {
      trouble = "it is nested deeper than any data of ours";
      return false;
    }
    if (!has_room()) return false;
    open_.push_back(add(std::move(value)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  Json& root_;
  std::vector<Json*> open_;
  std::string key_;
};

}  // namespace

tl::expected<Json, std::string> parse_keeping_digits(std::string_view text) {
  Json root;
  KeepNumbers reader(root);
  if (!Json::sax_parse(text.begin(), text.end(), &reader)) return tl::unexpected(reader.trouble);
  return root;
}

}  // namespace stp
