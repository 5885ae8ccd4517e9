#include <nlohmann/json.hpp>

#include "service/files/read_data.h"

namespace stp {

namespace {

using Json = nlohmann::ordered_json;

// Numbers keep the text they were written with: the parser is told to hand numbers over as they stand.
class KeepNumbers : public nlohmann::json_sax<Json> {
 public:
  explicit KeepNumbers(Json& root) : root_(root) {}
  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value ? "1" : "0"); }
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
  bool put(Json value) { return add(std::move(value)) != nullptr; }
  bool open(Json value) {
    if (open_.size() >= deepest) {
      trouble = "it is nested deeper than any data of ours";
      return false;
    }
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

Refusal broken(const std::string& name, const std::string& why) {
  return {
      "json-broken", "This is not the JSON a workbook is filled from: " + why + ".", name,
      "It is an object with \"cover\", \"entries\" and one list per table, each value a number or a text."};
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

void add_entry(std::vector<FillItem>& items, const Json& entry, const std::string& at) {
  FillItem item;
  item.at = at;
  item.organisation = text_of(entry, "organisation");
  item.line = text_of(entry, "line");
  item.scenario = text_of(entry, "scenario");
  item.year = text_of(entry, "year");
  item.value = text_of(entry, "value");
  if (const auto note = text_of(entry, "note"); !note.empty()) {
    auto noted = item;
    noted.kind = FillItem::Kind::note;
    noted.value = note;
    items.push_back(std::move(noted));
  }
  if (entry.contains("value")) items.push_back(std::move(item));
}

void add_row(std::vector<FillItem>& items, const std::string& table, const Json& row, const std::string& at) {
  FillItem item;
  item.kind = FillItem::Kind::row;
  item.table = table;
  item.at = at;
  for (const auto& [column, value] : row.items())
    if (value.is_string()) item.columns.emplace_back(column, value.get<std::string>());
  items.push_back(std::move(item));
}

void add_cover(std::vector<FillItem>& items, const Json& cover, const std::string& name) {
  for (const auto& [field, value] : cover.items()) {
    FillItem item;
    item.kind = FillItem::Kind::cover;
    item.field = field;
    item.value = value.is_string() ? value.get<std::string>() : "";
    item.at = name + " cover/" + field;
    items.push_back(std::move(item));
  }
}

bool all_objects(const Json& list) {
  return list.is_array() &&
         std::all_of(list.begin(), list.end(), [](const Json& one) { return one.is_object(); });
}

}  // namespace

Result<std::vector<FillItem>> read_json_items(std::string_view text, const std::string& name,
                                              const Template& form) {
  Json root;
  KeepNumbers reader(root);
  if (!Json::sax_parse(text.begin(), text.end(), &reader)) return refuse(broken(name, reader.trouble));
  if (!root.is_object()) return refuse(broken(name, "its outermost value is no object"));
  std::vector<FillItem> items;
  for (const auto& [key, value] : root.items()) {
    const bool cover = key == "cover" && value.is_object();
    const bool list = (key == "entries" || form.table(key)) && all_objects(value);
    if (!cover && !list)
      return refuse(broken(name, "\"" + key + "\" is not a part it can have, or has the wrong shape"));
    if (cover) add_cover(items, value, name);
    for (std::size_t i = 0; list && i < value.size(); ++i) {
      const auto at = name + " " + key + "[" + std::to_string(i) + "]";
      if (key == "entries")
        add_entry(items, value[i], at);
      else
        add_row(items, key, value[i], at);
    }
  }
  return items;
}

}  // namespace stp
