#include "service/web/books/function_pages.h"

#include <algorithm>

#include "calc/functions/read_argument.h"
#include "service/addin/examples/power_query.h"
#include "service/addin/examples/webservice.h"
#include "service/web/common.h"
#include "service/web/parts/form.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

using namespace functions;

// More cells than this are for programs to read.
constexpr std::size_t most_cells_shown = 2000;

Page page_of_functions(const std::string& title, bool below) {
  Page shown{.title = title,
             .tab = Tab::templates,
             .crumbs = {{"Home", "/"}, {"Templates and rules", "/templates"}}};
  if (below) shown.crumbs.push_back({"Functions", "/functions"});
  return shown;
}

HttpAnswer list_page(const Functions& table, const HttpRequest& request) {
  Page shown = page_of_functions("Functions", false);
  shown.body = paragraph(
      "Each works with exact decimals and gives the same answer here, at the command line, as an address and "
      "in a spreadsheet, where it is called STP and its name.",
      "nhsuk-body-l reading");
  shown.body += list({link("/excel", "In Excel") + escaped(": the functions and a pane, from this service."),
                      link("/functions/in-a-spreadsheet", "In a spreadsheet, without installing anything") +
                          escaped(": formulas for WEBSERVICE() and a query.")});
  for (const Category& category : table.categories) {
    ShownTable functions{category.label, {{"Function"}, {"What it is"}, {"What it gives"}}};
    for (const Function& one : table.all)
      if (one.category == category.code)
        functions.rows.push_back(
            {{link("/functions/" + one.command(), one.name), escaped(one.label), escaped(one.sentence)}});
    if (!functions.rows.empty()) shown.body += ::stp::table(functions);
  }
  return page(request, shown);
}

// "the amount to begin with; in £000; 1 when left out"
std::string hint_of(const Functions& table, const Parameter& parameter) {
  std::string hint = parameter.sentence;
  if (const auto unit = table.label_of_unit(parameter.unit); !unit.empty()) hint += "; " + std::string(unit);
  if (parameter.kind == Kind::list) hint += "; cells separated by semicolons";
  if (!std::holds_alternative<std::monostate>(parameter.otherwise))
    hint += "; " + argument_text(grid_of(parameter.otherwise), parameter) + " when left out";
  else if (parameter.optional)
    hint += "; may be left out";
  return hint;
}

using Texts = std::vector<std::pair<std::string, std::string>>;

Texts texts_of(const Function& function, const Example& example) {
  Texts texts;
  for (std::size_t i = 0; i < example.arguments.size(); ++i)
    texts.emplace_back(function.parameters[i].name,
                       argument_text(example.arguments[i], function.parameters[i]));
  return texts;
}

// The first example, but of what the service holds: files of the examples are on no reader's machine.
Texts texts_to_begin_with(const Function& function) {
  Texts texts = texts_of(function, function.examples.front());
  for (std::size_t i = texts.size(); i-- > 0;)
    if (function.parameters[i].alone) texts.erase(texts.begin() + static_cast<std::ptrdiff_t>(i));
  return texts;
}

std::string text_of(const Texts& texts, const std::string& name) {
  for (const auto& [of, text] : texts)
    if (of == name) return text;
  return "";
}

Html calculator(const Functions& table, const Function& function, const HttpRequest& request,
                const Texts& texts) {
  Form asked{.action = "/functions/" + function.command(), .button = "Calculate", .get = true};
  for (const Parameter& parameter : function.parameters)
    asked.fields.push_back({.name = parameter.name,
                            .label = parameter.name,
                            .hint = hint_of(table, parameter),
                            .value = text_of(texts, parameter.name)});
  return form(request, asked);
}

std::string in_words(const functions::Value& value) {
  const auto* number = std::get_if<Decimal>(&value);
  return number ? grouped(to_text(*number)) : to_text(value);
}

Html range_table(const Grid& grid) {
  ShownTable shown{"The answer, cell by cell", {{"Row"}}};
  for (std::size_t i = 0; i < grid.columns; ++i)
    shown.columns.push_back({grid.columns == 1 ? "Value" : "Column " + std::to_string(i + 1), true});
  for (std::size_t row = 0; row < grid.rows; ++row) {
    ShownRow cells{{escaped(std::to_string(row + 1))}};
    for (std::size_t i = 0; i < grid.columns; ++i)
      cells.cells.push_back(escaped(in_words(grid.cells[row * grid.columns + i])));
    shown.rows.push_back(std::move(cells));
  }
  return ::stp::table(shown);
}

Html shown_answer(const Functions& table, const Function& function, const Grid& answer) {
  if (!answer.single()) return range_table(answer);
  if (const auto* error = std::get_if<Error>(&answer.cells[0]))
    return warning_callout(std::string(to_text(error->fault)), paragraph(error->reason));
  const std::string unit(table.label_of_unit(function.unit));
  return ::stp::figures({{in_words(answer.cells[0]), unit.empty() ? function.label : unit}});
}

// The answer to what the form asks, or to the first example before anything was asked.
Html answered(const Functions& table, const Function& function, const Texts& texts, const Figures* figures) {
  const auto arguments = read_arguments(function, texts);
  if (!arguments)
    return warning_callout("Not calculated",
                           paragraph(arguments.error().sentence + " " + arguments.error().remedy));
  if (cells_asked(function, *arguments) > most_cells_shown)
    return warning_callout("Not calculated", paragraph("These are more cells than a page shows. Ask for at "
                                                       "most " +
                                                       std::to_string(most_cells_shown) + "."));
  return shown_answer(table, function, call(function, *arguments, figures));
}

// As in a cell: texts in quotes, and a place is kept for what is left out before the last.
std::string as_typed(const Function& function, const Example& example) {
  std::string text;
  for (std::size_t i = 0; i < example.arguments.size(); ++i) {
    const std::string value = argument_text(example.arguments[i], function.parameters[i]);
    const bool quoted = function.parameters[i].kind == Kind::text && !value.empty();
    text += (i == 0 ? "" : ", ") + (quoted ? "\"" + value + "\"" : value);
  }
  return text;
}

Html example_table(const Function& function) {
  ShownTable shown{"Examples", {{"Call"}, {"Answer", true}}};
  for (const Example& example : function.examples) {
    const std::string called = "STP." + function.name + "(" + as_typed(function, example) + ")";
    const Html cell =
        example.runnable
            ? link(address("/functions/" + function.command(), texts_of(function, example)), called)
            : code(called);
    shown.rows.push_back({{cell, escaped(to_text(example.result))}});
  }
  return ::stp::table(shown);
}

Html facts(const Functions& table, const Function& function, const Texts& texts) {
  Texts query = texts;
  query.emplace_back("format", "text");
  const std::string path = address("/api/v1/functions/" + function.command(), query);
  std::vector<std::pair<std::string, Html>> rows;
  const std::string unit(table.label_of_unit(function.unit));
  if (!unit.empty()) rows.emplace_back("Gives", escaped(unit));
  rows.emplace_back("As an address", link(path, path));
  rows.emplace_back("Source", escaped(function.source + (function.verified ? "" : " (not verified)")));
  return summary_list(rows);
}

HttpAnswer function_page(const Functions& table, const FiguresFor& figures_for, const HttpRequest& request) {
  const Function* function = table.find(request.params.at("name"));
  if (function == nullptr)
    return page_of_refusal(404,
                           {"function-unknown", "There is no such function.", request.params.at("name"),
                            "The page Functions lists them."},
                           request);
  Texts texts(request.query.begin(), request.query.end());
  if (texts.empty()) texts = texts_to_begin_with(*function);
  const auto figures = figures_for(request.caller);
  Page shown = page_of_functions(function->label, true);
  shown.caption = "STP." + function->name;
  shown.body = paragraph(function->sentence, "nhsuk-body-l reading");
  shown.body += columns({panel(heading(2, "Calculate") + calculator(table, *function, request, texts)),
                         panel(heading(2, "Answer") + answered(table, *function, texts, figures.get()))});
  shown.body += facts(table, *function, texts) + example_table(*function);
  return page(request, shown);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

Html code_line(const std::string& line) { return block("listing", code(line)); }

// What is typed and what comes of it stands by itself; the sentences between are paragraphs.
Html formulas_with_words(std::string_view text) {
  Html all;
  std::string sentences;
  const auto say = [&] {
    if (!sentences.empty()) all += paragraph(sentences, "nhsuk-body reading");
    sentences.clear();
  };
  for (const std::string& line : lines_of(text)) {
    const bool typed = line.starts_with("=") || line.starts_with("gives ") || line.find(" holds ") == 2;
    if (typed || line.empty()) say();
    if (typed)
      all += code_line(line);
    else
      sentences += (sentences.empty() ? "" : " ") + line;
  }
  say();
  return all;
}

HttpAnswer spreadsheet_page(const HttpRequest& request) {
  Page shown = page_of_functions("In a spreadsheet, without installing anything", true);
  Html query;
  for (const std::string& line : lines_of(power_query)) query += code_line(line);
  shown.body = heading(2, "Formulas that ask this service") + formulas_with_words(webservice) +
               heading(2, "A query for a whole column") +
               paragraph(
                   "For Power Query in Excel. It has not been tried in Excel itself; the request that "
                   "it sends is tested.") +
               query;
  return page(request, shown);
}

}  // namespace

Routes function_pages(const Functions& table, const FiguresFor& figures_for) {
  return {page_at("/functions", "functions", "The calculation functions", Need::signed_in,
                  [&](const HttpRequest& request) { return list_page(table, request); }),
          page_at("/functions/in-a-spreadsheet", "functions-in-a-spreadsheet",
                  "Formulas and a query that ask the service", Need::signed_in, spreadsheet_page),
          page_at("/functions/{name}", "function", "One function, with a form that calculates",
                  Need::signed_in, [&table, figures_for](const HttpRequest& request) {
                    return function_page(table, figures_for, request);
                  })};
}

}  // namespace stp
