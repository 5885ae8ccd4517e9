#include <nlohmann/json.hpp>

#include "service/files/keep_digits.h"
#include "service/files/read_data.h"

namespace stp {

namespace {

using Json = nlohmann::ordered_json;

Refusal broken(const std::string& name, const std::string& why) {
  return {
      "json-broken", "This is not the JSON a workbook is filled from: " + why + ".", name,
      "It is an object with \"cover\", \"entries\" and one list per table, each value a number or a text."};
}

// Yes and no are 1 and 0, as a cell of the form holds them.
std::string text_of(const Json& value) {
  if (value.is_boolean()) return value.get<bool>() ? "1" : "0";
  return value.is_string() ? value.get<std::string>() : "";
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? "" : text_of(*found);
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
    if (!value.is_structured() && !value.is_null()) item.columns.emplace_back(column, text_of(value));
  items.push_back(std::move(item));
}

void add_cover(std::vector<FillItem>& items, const Json& cover, const std::string& name) {
  for (const auto& [field, value] : cover.items()) {
    FillItem item;
    item.kind = FillItem::Kind::cover;
    item.field = field;
    item.value = text_of(value);
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
  const auto read = parse_keeping_digits(text);
  if (!read) return refuse(broken(name, read.error()));
  const Json& root = *read;
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
