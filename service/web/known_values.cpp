#include "service/web/known_values.h"

#include <algorithm>

#include "service/desk/known.h"
#include "service/desk/log_kinds.h"
#include "service/web/common.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

struct Value {
  std::string code, label;
};
// One word an address may say: whether there is such a value, those there are, and the book of those too many
// to be listed.
struct Word {
  const char *name, *called;
  bool (*is)(const Desk& desk, const std::string& value);
  std::vector<Value> (*all)(const Desk& desk);
  const char *book = "", *book_words = "";
};

bool is_code(const std::vector<Value>& values, const std::string& code) {
  return std::any_of(values.begin(), values.end(), [&](const Value& one) { return one.code == code; });
}

std::vector<Value> places(const Desk& desk) {
  std::vector<Value> all;
  for (const Place& one : desk.form().places) all.push_back({one.code, place_name(desk, one.code)});
  return all;
}
std::vector<Value> rounds(const Desk& desk) {
  std::vector<Value> all;
  for (const Round* one : desk.rounds()) all.push_back({one->code, one->label});
  return all;
}
std::vector<Value> years(const Desk& desk) {
  std::vector<Value> all;
  for (const auto& one : desk.form().periods) all.push_back({one.code, one.label});
  return all;
}
std::vector<Value> scenarios(const Desk& desk) {
  std::vector<Value> all;
  for (const auto& one : desk.form().scenarios) all.push_back({one.code, one.label});
  return all;
}
std::vector<Value> sections(const Desk& desk) {
  std::vector<Value> all;
  for (const auto& one : desk.form().sections) all.push_back({one.code, one.label});
  all.push_back({"all", "All sections"});
  return all;
}
std::vector<Value> bridges(const Desk& desk) {
  std::vector<Value> all;
  for (const auto& one : desk.form().bridges) all.push_back({one.code, one.title});
  return all;
}
std::vector<Value> organisations(const Desk& desk) {
  std::vector<Value> all;
  for (const auto& one : desk.form().organisations)
    if (one.returned && !one.summary) all.push_back({one.code, one.name});
  return all;
}
std::vector<Value> editions(const Desk& desk) {
  std::vector<Value> all;
  for (const Template& one : desk.pipeline.editions()) all.push_back({one.edition.code, one.edition.code});
  return all;
}
std::vector<Value> kinds(const Desk&) {
  std::vector<Value> all;
  for (const LogKind& one : log_kinds()) all.push_back({one.kind, one.words});
  return all;
}
std::vector<Value> yes_or_no(const Desk&) { return {{"yes", "Yes"}, {"no", "No"}}; }
std::vector<Value> none(const Desk&) { return {}; }

template <std::vector<Value> (*list)(const Desk&)>
bool among(const Desk& desk, const std::string& value) {
  return is_code(list(desk), value);
}

bool is_number(const Desk&, const std::string& value) {
  return value.size() < 16 &&
         std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

const std::vector<Word>& words() {
  static const std::vector<Word> all{
      {"place", "place",
       [](const Desk& desk, const std::string& value) { return bool(known_place(desk, value)); }, places},
      {"round", "round", among<rounds>, rounds},
      {"year", "year",
       [](const Desk& desk, const std::string& value) { return bool(desk.form().period(value)); }, years},
      {"scenario", "scenario", among<scenarios>, scenarios},
      {"section", "section", among<sections>, sections},
      {"bridge", "bridge", among<bridges>, bridges},
      {"organisation", "organisation",
       [](const Desk& desk, const std::string& value) { return bool(desk.form().organisation(value)); },
       organisations},
      {"edition", "edition of the template", among<editions>, editions},
      {"line", "line",
       [](const Desk& desk, const std::string& value) {
         const auto& editions = desk.pipeline.editions();
         return std::any_of(editions.begin(), editions.end(),
                            [&](const Template& form) { return bool(form.line(value)); });
       },
       none, "/lines", "The line dictionary lists them all"},
      {"rule", "rule",
       [](const Desk& desk, const std::string& value) { return bool(known_rule(desk, value)); }, none,
       "/rules", "The rule book lists them all"},
      {"kind", "kind of record", among<kinds>, kinds},
      {"all", "answer", among<yes_or_no>, yes_or_no},
      {"number", "number of a footprint total", is_number, none, "/footprint", "The newest footprint total"},
      {"before", "number", is_number, none},
      {"page", "page", is_number, none}};
  return all;
}

// The same address with another value of the word; "" leaves it out.
std::string address_with(const Route& route, const HttpRequest& request, const std::string& name,
                         const std::string& value) {
  std::string path;
  for (std::size_t at = 0; at < route.pattern.size();) {
    const std::size_t end = route.pattern[at] == '{' ? route.pattern.find('}', at) : std::string::npos;
    if (end == std::string::npos) {
      path += route.pattern[at++];
      continue;
    }
    const std::string parameter = route.pattern.substr(at + 1, end - at - 1);
    path += encoded(parameter == name ? value : request.params.at(parameter));
    at = end + 1;
  }
  std::vector<std::pair<std::string, std::string>> query;
  for (const auto& [other, said] : request.query)
    if (other != name) query.emplace_back(other, said);
  if (request.params.count(name) == 0) query.emplace_back(name, value);
  return address(path, query);
}

HttpAnswer no_such_value(const Desk& desk, const Route& route, const HttpRequest& request, const Word& word,
                         const std::string& value) {
  Page shown{.title = std::string("There is no such ") + word.called, .status = 404};
  const bool number = word.is == is_number;
  shown.body = paragraph(number ? "The address says " + std::string(word.name) + "=" + value +
                                      ", and that is not a whole number."
                                : "The address asks for the " + std::string(word.called) + " \"" + value +
                                      "\", and there is none of that name.",
                         "nhsuk-body-l");
  std::vector<Html> there;
  for (const Value& one : word.all(desk))
    there.push_back(link(address_with(route, request, word.name, one.code), one.label));
  if (!there.empty()) shown.body += paragraph("There is:") + list(there);
  std::vector<Html> next;
  if (*word.book != '\0') next.push_back(button_link(word.book, word.book_words));
  if (request.params.count(word.name) == 0)
    next.push_back(button_link(address_with(route, request, word.name, ""), "The same page without it"));
  next.push_back(button_link("/", "Go to the home page"));
  shown.body += actions(next);
  return page(request, shown);
}

}  // namespace

Route with_known_values(const Desk& desk, Route route) {
  if (route.method != "GET" || !route.page) return route;
  Route asked = route;
  asked.handle = nullptr;
  route.handle = [&desk, asked = std::move(asked),
                  handle = std::move(route.handle)](const HttpRequest& request) {
    for (const Word& word : words()) {
      const std::string value = request.one(word.name);
      if (!value.empty() && !word.is(desk, value)) return no_such_value(desk, asked, request, word, value);
    }
    return handle(request);
  };
  return route;
}

}  // namespace stp
