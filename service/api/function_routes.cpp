#include "service/api/function_routes.h"

#include <nlohmann/json.hpp>

#include "calc/functions/read_argument.h"
#include "service/api/answers.h"
#include "service/api/declare.h"
#include "service/api/function_json.h"
#include "service/report/functions_json.h"

namespace stp {

using Json = nlohmann::ordered_json;
using namespace functions;

namespace {

Route table_route(const Functions& table) {
  Route route = reads("/api/v1/functions", "listFunctions", "functions",
                      "Every function with its arguments and examples", Need::anyone,
                      [text = functions_as_json(table)](const HttpRequest& request) {
                        return tagged(request, document_answer("application/json", text));
                      });
  route.responses = {answers_json("FunctionTable", "In the order of their categories.")};
  declare_conditional(route);
  return route;
}

const std::vector<Offer>& answer_offers() {
  static const std::vector<Offer> offers = {{"json", "application/json"},
                                            {"text", "text/plain; charset=utf-8"}};
  return offers;
}

std::vector<std::pair<std::string, std::string>> named_arguments(const HttpRequest& request) {
  std::vector<std::pair<std::string, std::string>> named;
  for (const auto& [name, value] : request.query)
    if (name != "format") named.emplace_back(name, value);
  return named;
}

// A formula shows only what comes with 200: a cell gets the error value and its reason in one line.
bool for_a_cell(const HttpRequest& request) {
  const auto format = request.query.find("format");
  return format != request.query.end() && format->second == "text";
}

HttpAnswer refused_call(const HttpRequest& request, int status, const char* error, const Refusal& why) {
  if (!for_a_cell(request)) return problem(status, why);
  return document_answer(answer_offers().back().media_type, std::string(error) + " " + why.sentence +
                                                                (why.remedy.empty() ? "" : " " + why.remedy));
}

HttpAnswer answer_one(const Functions& table, const Function& function, const HttpRequest& request,
                      const Figures* figures) {
  const auto offer = chosen_offer(request, answer_offers());
  if (!offer) return refusal_answer(offer.error());
  auto arguments = read_arguments(function, named_arguments(request));
  if (!arguments) return refused_call(request, 400, "#VALUE!", arguments.error());
  const FunctionCall asked{&function, std::move(*arguments)};
  if (const auto few = check_cells({asked}); !few)
    return refused_call(request, status_of(few.error()), "#VALUE!", few.error());
  const Grid answer = call(function, asked.arguments, figures);
  if (offer->name == "text") return document_answer(offer->media_type, to_text(answer));
  return json_answer(function_answer(table, function, answer));
}

// "the amount to begin with. Unit: any unit, the same throughout. When left out: 1."
std::string sentence_of(const Functions& table, const Parameter& parameter) {
  std::string sentence = parameter.sentence + ".";
  if (const auto unit = table.label_of_unit(parameter.unit); !unit.empty())
    sentence += " Unit: " + std::string(unit) + ".";
  if (!parameter.alone) sentence += " A range: cells separated by ';', rows by '|'.";
  if (!std::holds_alternative<std::monostate>(parameter.otherwise))
    sentence += " When left out: " + to_text(parameter.otherwise) + ".";
  else if (parameter.optional)
    sentence += " May be left out.";
  return sentence;
}

std::string name_of_operation(const Function& function) {
  std::string name = function.command();
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return "call" + name;
}

Need need_of(const Function& function) {
  return function.computation.reads_figures ? Need::signed_in : Need::anyone;
}

RouteParameter format_of_a_call() {
  return asks_one_of(
      "format",
      "The format by name; otherwise Accept decides. For WEBSERVICE(): text, which says in the same way "
      "what cannot be answered.",
      {"json", "text"});
}

// Any other name: no function, said to a cell as to a program.
Route unknown_route() {
  Route route = reads("/api/v1/functions/{function}", "callNoFunction", "functions",
                      "Whatever else is called here: there is no such function", Need::anyone,
                      [](const HttpRequest& request) {
                        const Refusal why{
                            "function-unknown",
                            "There is no function \"" + request.params.at("function").substr(0, 60) + "\".",
                            request.params.at("function").substr(0, 60),
                            "The page Functions (GET /api/v1/functions, stp fn) lists them all."};
                        return refused_call(request, 404, "#NAME?", why);
                      });
  route.parameters.push_back(format_of_a_call());
  route.responses = {answers({"text/plain; charset=utf-8"}, "For a cell: #NAME? and the reason."),
                     refuses(404, "There is no such function.")};
  route.refuse = [handle = route.handle](const HttpRequest& asked, const Refusal&) { return handle(asked); };
  return route;
}

// What is left out or cannot be read is answered by an error value, so no argument is required.
Route one_route(const Functions& table, const Function& function, const FiguresFor& figures_for) {
  const auto handle = [&table, &function, figures_for](const HttpRequest& request) {
    const auto figures = figures_for(request.caller);
    return answer_one(table, function, request, figures.get());
  };
  Route route = reads("/api/v1/functions/" + function.command(), name_of_operation(function), "functions",
                      function.sentence, need_of(function), handle);
  for (const Parameter& parameter : function.parameters)
    route.parameters.push_back(asks(parameter.name, sentence_of(table, parameter)));
  route.parameters.push_back(format_of_a_call());
  route.any_case = true;
  route.refuse = [](const HttpRequest& asked, const Refusal& why) {
    return refused_call(asked, status_of(why), "#VALUE!", why);
  };
  const std::string unit(table.label_of_unit(function.unit));
  RouteResponse done = answers({"application/json", "text/plain; charset=utf-8"},
                               unit.empty() ? "The answer." : "The answer, in: " + unit + ".");
  done.schema = "FunctionAnswer";
  route.responses = {done, refuses(406, "Neither as JSON nor as text."), refuses(413, "Too many cells.")};
  return route;
}

// Among many calls some may be for people who signed in, while the address is open to everybody.
Grid answer_for(const Caller& caller, const FunctionCall& asked, const Figures* figures) {
  if (!allowed(caller, need_of(*asked.function), ""))
    return grid_of(Error{Fault::missing, asked.function->name +
                                             " reads returns, which are for people who have signed in. Sign "
                                             "in, or send an API key."});
  return call(*asked.function, asked.arguments, figures);
}

HttpAnswer answer_many(const Functions& table, const HttpRequest& request, const Figures* figures) {
  const auto calls = read_function_calls(table, request.body);
  if (!calls) return refusal_answer(calls.error());
  if (const auto few = check_cells(*calls); !few) return refusal_answer(few.error());
  Json answers = Json::array();
  for (const FunctionCall& one : *calls)
    answers.push_back(function_answer(table, *one.function, answer_for(request.caller, one, figures)));
  return json_answer({{"answers", std::move(answers)}});
}

Route many_route(const Functions& table, const FiguresFor& figures_for) {
  Route route =
      posts("/api/v1/functions", "callFunctions", "functions", "Many calls, answered in their order",
            Need::anyone, [&, figures_for](const HttpRequest& request) {
              const auto figures = figures_for(request.caller);
              return answer_many(table, request, figures.get());
            });
  route.body = BodyKind::json;
  route.fields = {{"calls",
                   "At most " + std::to_string(most_function_calls) + ", with " +
                       std::to_string(most_function_cells) + " cells of arguments and answers.",
                   false,
                   true,
                   true,
                   {},
                   "FunctionCall"}};
  route.responses = {answers_json("FunctionAnswers", "An answer for each call, error values among them."),
                     refuses(413, "Too many calls or cells."), refuses(422, "There is no such function.")};
  return route;
}

}  // namespace

Routes function_routes(const Functions& table, FiguresFor figures_for) {
  Routes routes{table_route(table), many_route(table, figures_for)};
  for (const Function& function : table.all) routes.push_back(one_route(table, function, figures_for));
  routes.push_back(unknown_route());
  return routes;
}

}  // namespace stp
