#include "calc/functions/load.h"

#include <algorithm>
#include <set>

#include "calc/form/fields.h"
#include "calc/functions/computations.h"
#include "calc/functions/read_argument.h"

namespace stp::functions {

namespace {

constexpr std::string_view name_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view argument_letters = "abcdefghijklmnopqrstuvwxyz_";

using Trees = std::vector<std::pair<std::string, TextNode>>;  // file, tree

class Reader {
 public:
  explicit Reader(const std::vector<TemplateText>& texts) {
    for (const auto& text : texts)
      if (auto tree = read_text_tree(text, troubles_)) trees_.emplace_back(text.path, std::move(*tree));
  }

  tl::expected<Functions, Troubles> read() {
    known_sources_ = codes("sources", "tag");
    read_units("units");
    read_units("function_units");
    each("function_categories", "category", [&](Fields& fields) {
      functions_.categories.push_back({fields.text("code"), fields.text("label")});
    });
    each("functions", "function", [&](Fields& fields) { read_function(fields); });
    if (troubles_.empty()) check_computations();
    if (!troubles_.empty()) return tl::unexpected(in_order(troubles_, {}, {}));
    return std::move(functions_);
  }

 private:
  template <class Read>
  void each(std::string_view key, const char* what, Read read) {
    for (const auto& [file, tree] : trees_)
      if (const TextNode* list = tree.find(key))
        for (const TextNode& item : list->items) {
          Fields fields(item, file, what, troubles_);
          read(fields);
          fields.done();
        }
  }

  // Lists of other readers: only their codes are looked at.
  std::set<std::string> codes(std::string_view list_key, std::string_view code_key) const {
    std::set<std::string> found;
    for (const auto& [file, tree] : trees_)
      if (const TextNode* list = tree.find(list_key))
        for (const TextNode& item : list->items)
          if (const TextNode* code = item.find(code_key)) found.insert(code->text);
    return found;
  }

  // units.yaml has other readers too, which check it.
  void read_units(std::string_view key) {
    for (const auto& [file, tree] : trees_)
      if (const TextNode* list = tree.find(key))
        for (const TextNode& item : list->items) {
          const TextNode* code = item.find("code");
          const TextNode* label = item.find("label");
          if (code && label) functions_.units.push_back({code->text, label->text});
        }
  }

  bool known_unit(const std::string& code) const {
    return std::any_of(functions_.units.begin(), functions_.units.end(),
                       [&](const auto& unit) { return unit.code == code; });
  }

  std::string unit(Fields& fields, bool needed) {
    const auto word =
        needed ? fields.word("unit") : fields.optional_word("unit").value_or(Word{"", fields.at()});
    if (!word.text.empty() && !known_unit(word.text))
      troubles_.add(word.at, "unknown-unit", in_quotes(word.text) + " is no unit.",
                    "Name a code of units.yaml, or of function_units.");
    return word.text;
  }

  void read_function(Fields& fields) {
    Function function;
    const Word name = fields.word("name");
    function.name = name.text;
    if (name.text.find_first_not_of(name_letters) != std::string::npos)
      troubles_.add(name.at, "bad-name", in_quotes(name.text) + " is no name for a function.",
                    "Use capital letters alone: it becomes part of commands, addresses and formulas.");
    function.category = fields.text("category");
    function.label = fields.text("label");
    function.sentence = fields.text("sentence");
    function.unit = unit(fields, false);
    const Word source = fields.word("source");
    function.source = source.text;
    function.verified = fields.yes("verified", true);
    for (const std::string& tag : tags_in(source.text))
      if (known_sources_.count(tag) == 0)
        troubles_.add(source.at, "unknown-source", in_quotes(tag) + " is no source.",
                      "Name a tag of sources.yaml.");
    if (std::none_of(functions_.categories.begin(), functions_.categories.end(),
                     [&](const auto& category) { return category.code == function.category; }))
      troubles_.add(fields.place_of_key("category"), "unknown-category",
                    in_quotes(function.category) + " is no category.", "Name one of function_categories.");
    if (functions_.find(function.name))
      troubles_.add(name.at, "defined-twice", in_quotes(name.text) + " is defined twice.",
                    "Keep one of them.");
    for (const TextNode* node : fields.maps("arguments"))
      function.parameters.push_back(parameter(fields, *node));
    const auto computation = computations().find(function.name);
    if (computation == computations().end())
      troubles_.add(name.at, "no-computation", "Nothing computes the function " + in_quotes(name.text) + ".",
                    "The program computes the functions it knows; a new one needs a new program.");
    else
      function.computation = computation->second;
    for (const TextNode* node : fields.maps("examples")) read_example(fields, *node, function);
    functions_.all.push_back(std::move(function));
  }

  Parameter parameter(const Fields& of, const TextNode& node) {
    Fields fields(node, of.file(), "argument", troubles_);
    Parameter parameter;
    const Word name = fields.word("name");
    parameter.name = name.text;
    if (name.text.find_first_not_of(argument_letters) != std::string::npos)
      troubles_.add(name.at, "bad-name", in_quotes(name.text) + " is no name for an argument.",
                    "Use small letters and underscores alone.");
    parameter.sentence = fields.text("sentence");
    parameter.kind = std::vector{Kind::number, Kind::text,
                                 Kind::list}[fields.one_of("kind", {"number", "text", "list"}, 0)];
    parameter.unit = unit(fields, parameter.kind != Kind::text);
    parameter.optional = fields.yes("optional", false);
    parameter.alone = fields.yes("alone", false);
    if (const auto otherwise = fields.optional_word("default")) {
      parameter.optional = true;
      parameter.otherwise = cell(otherwise->text, parameter.kind);
    }
    fields.done();
    return parameter;
  }

  static Value cell(const std::string& text, Kind kind) {
    if (kind == Kind::text || text.empty()) return text.empty() ? Value() : Value(text);
    const auto number = read_plain_number(text);
    return number ? Value(*number) : Value(text);
  }

  // A scalar, a column of them, or rows of them.
  static Grid grid(const TextNode& node, Kind kind) {
    if (node.kind != TextNode::Kind::list) return grid_of(cell(node.text, kind));
    Grid grid{node.items.size(), 1, {}};
    for (const TextNode& row : node.items) {
      if (row.kind != TextNode::Kind::list) {
        grid.cells.push_back(cell(row.text, kind));
        continue;
      }
      grid.columns = row.items.size();
      for (const TextNode& item : row.items) grid.cells.push_back(cell(item.text, kind));
    }
    return grid;
  }

  void read_example(const Fields& of, const TextNode& node, Function& function) {
    Fields fields(node, of.file(), "example", troubles_);
    const TextNode* call = fields.needed("call");
    const TextNode* result = fields.needed("result");
    Example example;
    example.runnable = !fields.yes("needs_file", false);
    if (call)
      for (std::size_t i = 0; i < call->items.size(); ++i)
        example.arguments.push_back(
            grid(call->items[i], i < function.parameters.size() ? function.parameters[i].kind : Kind::text));
    if (result) example.result = grid(*result, Kind::number);
    fields.done();
    if (example.arguments.size() > function.parameters.size()) {
      troubles_.add(fields.at(), "example-too-long",
                    "This example has more arguments than " + function.name + " takes.",
                    "Take out the last ones, or declare them.");
      return;
    }
    if (example.runnable && function.computation_known()) try_example(fields, function, example);
    function.examples.push_back(std::move(example));
  }

  // Of an error only its kind is compared; the reason may be worded better one day.
  static std::string shown(const Grid& grid) {
    Grid copy = grid;
    for (Value& value : copy.cells)
      if (auto* error = std::get_if<Error>(&value)) value = std::string(to_text(error->fault));
    return to_text(copy);
  }

  void try_example(const Fields& fields, const Function& function, const Example& example) {
    const std::string found = shown(functions::call(function, example.arguments));
    if (found != shown(example.result))
      troubles_.add(
          fields.at(), "example-fails",
          "This example of " + function.name + " gives " + found + ", not " + shown(example.result) + ".",
          "Correct the example, or the function.");
  }

  void check_computations() {
    for (const auto& [name, computation] : computations())
      if (!functions_.find(name))
        troubles_.add({"functions", 0, 0}, "no-declaration",
                      "The program computes " + name + ", but no text declares it.",
                      "Declare it in functions/*.yaml.");
  }

  TroubleList troubles_;
  Trees trees_;
  std::set<std::string> known_sources_;
  Functions functions_;
};

}  // namespace

tl::expected<Functions, Troubles> load(const std::vector<TemplateText>& texts) {
  return Reader(texts).read();
}

}  // namespace stp::functions
