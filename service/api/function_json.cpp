#include "service/api/function_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "calc/functions/read_argument.h"
#include "service/files/keep_digits.h"

namespace stp {

using Json = nlohmann::ordered_json;
using namespace functions;

namespace {

Refusal bad_json(const std::string& what) {
  return {"bad-json", "The body is not the JSON that is taken here: " + what + ".", "body",
          "Send {\"calls\": [{\"function\": \"NAME\", \"arguments\": [...]}, ...]}."};
}
Refusal bad_field(const std::string& where, const std::string& what) {
  return {
      "bad-field", what, where,
      "Each call has a \"function\" and its \"arguments\" in order: a number, a text, null, or a range as "
      "a list of rows."};
}
Refusal no_function(const std::string& where, const std::string& name) {
  return {"function-unknown", "There is no function \"" + name.substr(0, 60) + "\".", where,
          "GET /api/v1/functions lists them."};
}
Refusal too_many(const std::string& what, std::size_t most) {
  return {"too-large", "These are more " + what + " than one request may ask for.", "body",
          "At most " + std::to_string(most) + " " + what + " at a time: ask in several requests."};
}

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t") == std::string::npos; }

// Numbers come as the texts they were written with, so "2.1%" and 100 are read alike.
functions::Value cell_of(const Json& json, Kind kind) {
  if (json.is_null()) return {};
  if (json.is_boolean()) return json.get<bool>();
  auto text = json.get<std::string>();
  if (kind == Kind::text) return text;
  if (is_blank(text)) return {};
  if (const auto number = read_plain_number(text)) return *number;
  return text;
}

Result<Grid> read_rows(const Json& rows, Kind kind, const std::string& where) {
  Grid grid{rows.size(), 0, {}};
  for (const Json& row : rows) {
    if (!row.is_array() || row.empty() || (grid.columns != 0 && row.size() != grid.columns))
      return refuse(bad_field(where, "This range is not a list of rows of the same length."));
    grid.columns = row.size();
    for (const Json& cell : row) {
      if (cell.is_structured()) return refuse(bad_field(where, "A cell of this range is not one value."));
      grid.cells.push_back(cell_of(cell, kind));
    }
  }
  return grid;
}

Result<Grid> read_json_argument(const Json& json, Kind kind, const std::string& where) {
  if (json.is_object() || (json.is_array() && json.empty()))
    return refuse(bad_field(where, "This argument is neither a value nor a range."));
  return json.is_array() ? read_rows(json, kind, where) : grid_of(cell_of(json, kind));
}

bool has_only(const Json& object, std::initializer_list<const char*> names) {
  return std::all_of(object.items().begin(), object.items().end(), [&](const auto& member) {
    return std::find(names.begin(), names.end(), member.key()) != names.end();
  });
}

Result<FunctionCall> read_call(const Functions& table, const Json& json, const std::string& where) {
  const bool formed = json.is_object() && has_only(json, {"function", "arguments"}) &&
                      json.contains("function") && json["function"].is_string() &&
                      json.contains("arguments") && json["arguments"].is_array();
  if (!formed) return refuse(bad_field(where, "This is not a call of a function."));
  const std::string name = json["function"];
  FunctionCall call{table.find(name), {}};
  if (call.function == nullptr) return refuse(no_function(where + ".function", name));
  const auto& parameters = call.function->parameters;
  const Json& arguments = json["arguments"];
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Kind kind = i < parameters.size() ? parameters[i].kind : Kind::text;
    auto read = read_json_argument(arguments[i], kind, where + ".arguments[" + std::to_string(i) + "]");
    if (!read) return refuse(read.error());
    call.arguments.push_back(std::move(*read));
  }
  return call;
}

std::string word_of(const functions::Value& value) {
  static const char* const words[] = {"blank", "number", "yes-no", "text", "error"};
  return words[value.index()];
}

Json cell_json(const functions::Value& value) {
  Json json{{"kind", word_of(value)}, {"value", to_text(value)}};
  if (const auto* error = std::get_if<Error>(&value)) {
    json["value"] = to_text(error->fault);
    json["reason"] = error->reason;
  }
  return json;
}

}  // namespace

Result<std::vector<FunctionCall>> read_function_calls(const Functions& table, const std::string& body) {
  const auto read = parse_keeping_digits(body);
  if (!read) return refuse(bad_json(read.error()));
  if (!read->is_object() || !has_only(*read, {"calls"}) || !read->contains("calls") ||
      !read->at("calls").is_array())
    return refuse(bad_json("it has no list \"calls\", or more than that"));
  const Json& list = read->at("calls");
  if (list.size() > most_function_calls) return refuse(too_many("calls", most_function_calls));
  std::vector<FunctionCall> calls;
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto call = read_call(table, list[i], "calls[" + std::to_string(i) + "]");
    if (!call) return refuse(call.error());
    calls.push_back(std::move(*call));
  }
  return calls;
}

Result<void> check_cells(const std::vector<FunctionCall>& calls) {
  std::size_t cells = 0;
  for (const FunctionCall& call : calls) {
    cells += cells_asked(*call.function, call.arguments);
    if (cells > most_function_cells) return refuse(too_many("cells", most_function_cells));
  }
  return {};
}

Json function_answer(const Functions& table, const Function& function, const Grid& answer) {
  Json rows = Json::array();
  for (std::size_t row = 0; row < answer.rows; ++row) {
    Json cells = Json::array();
    for (std::size_t column = 0; column < answer.columns; ++column)
      cells.push_back(cell_json(answer.cells[row * answer.columns + column]));
    rows.push_back(std::move(cells));
  }
  return {{"function", function.command()}, {"unit", table.label_of_unit(function.unit)}, {"cells", rows}};
}

}  // namespace stp
