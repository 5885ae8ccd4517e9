#include "service/web/findings_view.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/web/common.h"
#include "service/web/json_text.h"
#include "service/web/neighbourhood.h"
#include "service/web/parts/parts.h"
#include "service/web/returns/finding_part.h"

namespace stp {

namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t per_page = 25;
constexpr std::size_t few = 10;  // so many stand open
constexpr std::size_t rows_around = 2;

ShownFinding from_json(const Json& json, const std::map<std::string, std::string>& hashes) {
  ShownFinding one;
  for (auto [name, to] :
       std::initializer_list<std::pair<const char*, std::string*>>{{"rule", &one.rule},
                                                                   {"severity", &one.severity},
                                                                   {"file", &one.file},
                                                                   {"sheet", &one.sheet},
                                                                   {"cell", &one.cell},
                                                                   {"organisation", &one.organisation},
                                                                   {"line", &one.line},
                                                                   {"label", &one.label},
                                                                   {"year", &one.year},
                                                                   {"scenario", &one.scenario},
                                                                   {"found", &one.found},
                                                                   {"expected", &one.expected},
                                                                   {"difference", &one.difference},
                                                                   {"allowed", &one.allowed},
                                                                   {"message", &one.message},
                                                                   {"remedy", &one.remedy}})
    *to = text(json, name);
  one.key =
      finding_key(one.rule, one.organisation, one.line, one.year, one.scenario, one.found, one.expected);
  const auto hash = hashes.find(one.file);
  if (hash != hashes.end()) one.sha256 = hash->second;
  return one;
}

struct Cause {
  std::string rule;
  std::vector<const ShownFinding*> findings;
};

// In the order of the report, whose errors come first.
std::vector<Cause> by_cause(const FindingsShown& shown) {
  std::vector<Cause> causes;
  for (const auto& finding : shown.findings) {
    if (!shown.rule.empty() && finding.rule != shown.rule) continue;
    auto found = std::find_if(causes.begin(), causes.end(), [&](const Cause& one) {
      return one.rule == finding.rule && one.findings.front()->severity == finding.severity;
    });
    if (found == causes.end()) found = causes.insert(causes.end(), {finding.rule, {}});
    found->findings.push_back(&finding);
  }
  std::stable_sort(causes.begin(), causes.end(), [](const Cause& a, const Cause& b) {
    const auto rank = [](const Cause& one) {
      const auto& word = one.findings.front()->severity;
      return word == "error" ? 0 : word == "warning" ? 1 : 2;
    };
    return rank(a) < rank(b);
  });
  return causes;
}

std::string title_of(const Desk& desk, const std::string& id) {
  const auto& editions = desk.pipeline.editions();
  for (auto form = editions.rbegin(); form != editions.rend(); ++form)
    for (const auto& rule : form->rules)
      if (rule.id == id) return rule.title;
  return "";
}

std::string subject(const Desk& desk, const ShownFinding& one) {
  std::string words = one.organisation.empty() ? "" : organisation_name(desk, one.organisation);
  const auto add = [&](const std::string& more) {
    if (!more.empty()) words += (words.empty() ? "" : ", ") + more;
  };
  add(one.label.empty() ? one.line : one.label);
  add(one.year);
  if (words.empty()) words = one.sheet.empty() ? "The workbook as a whole" : one.sheet;
  return words;
}

const Acceptance* acceptance_of(const FindingsShown& shown, const ShownFinding& one) {
  for (const auto& acceptance : shown.acceptances)
    if (acceptance.finding == one.key) return &acceptance;
  return nullptr;
}

void add_where(PageValues& values, const ShownFinding& one) {
  if (one.sheet.empty() && one.file.empty()) return;
  Html where = escaped(one.file);
  if (!one.sheet.empty()) where += escaped((one.file.empty() ? "sheet " : ", sheet ") + one.sheet);
  if (!one.cell.empty() && !one.sha256.empty())
    where += escaped(", ") +
             link(cell_address(one.sha256, one.sheet, one.cell), "cell " + one.cell, "in its neighbourhood");
  else if (!one.cell.empty())
    where += escaped(", cell " + one.cell);
  values.section("WHERE_SHOWN").set_html("WHERE_HTML", where);
}

// Of a few findings the cells stand in the page; reading them costs a moment each, once.
Html cells_around(const Desk& desk, const FindingsShown& shown, const ShownFinding& one) {
  if (!shown.neighbourhoods || shown.findings.size() > few || one.cell.empty() || one.sha256.empty())
    return {};
  const auto around = neighbourhood(desk, one.sha256, one.sheet, one.cell, rows_around);
  return around ? around->grid : Html();
}

Html finding(const Desk& desk, const FindingsShown& shown, const ShownFinding& one) {
  PageValues page;
  auto& values = page.section("FINDING");
  values.set("SEVERITY", one.severity);
  values.set("SUBJECT", subject(desk, one));
  values.set("MESSAGE", with_minus_signs(one.message));
  values.set("REMEDY", one.remedy);
  if (!one.found.empty() || !one.expected.empty()) {
    auto& both = values.section("VALUES");
    both.set("FOUND", one.found.empty() ? "nothing" : grouped(one.found));
    both.set("EXPECTED", one.expected.empty() ? "nothing" : grouped(one.expected));
  }
  if (!one.difference.empty()) {
    auto& difference = values.section("DIFFERENCE_SHOWN");
    difference.set("DIFFERENCE", grouped(one.difference));
    difference.set("ALLOWED", one.allowed.empty() ? "0" : grouped(one.allowed));
  }
  add_where(values, one);
  values.set_html("CELLS_HTML", cells_around(desk, shown, one));
  Html accept;
  if (const auto* acceptance = acceptance_of(shown, one)) {
    auto& accepted = values.section("ACCEPTED");
    accepted.set("REASON", acceptance->reason);
    accepted.set("WHO", acceptance->who);
    accepted.set("AT", when(acceptance->at));
  } else if (shown.accept_address && one.severity == "warning") {
    accept = paragraph(link(shown.accept_address(one.rule, one.key), "Accept this warning with a reason",
                            "about " + subject(desk, one)),
                       "no-print");
  }
  values.set_html("ACCEPT_HTML", accept);
  return fill_html("finding_part", finding_part, page);
}

// What stands at the end of a cause that was cut, or around a page of it.
Html leading_on(const FindingsShown& shown, const Cause& cause, std::size_t page) {
  const std::size_t all = cause.findings.size();
  if (shown.rule.empty())
    return all <= per_page ? Html()
                           : paragraph(link(address(shown.here, {{"rule", cause.rule}, {"page", "2"}}),
                                            "The other " + grouped(static_cast<std::int64_t>(all - per_page)),
                                            "findings of " + cause.rule));
  const auto at = [&](std::size_t number) {
    return address(shown.here, {{"rule", cause.rule}, {"page", std::to_string(number)}});
  };
  const bool more = page * per_page < all;
  return pagination(page > 1 ? at(page - 1) : "", more ? at(page + 1) : "",
                    "page " + std::to_string(page - 1), "page " + std::to_string(page + 1));
}

// "3 findings"; where a page shows a part of them, "3 of 40 findings".
std::string count_on(const std::string& sheet, std::size_t here, const Cause& cause) {
  const auto all = std::count_if(cause.findings.begin(), cause.findings.end(),
                                 [&](const ShownFinding* one) { return one->sheet == sheet; });
  const std::string words = plural(static_cast<std::int64_t>(all), "finding", "findings");
  return static_cast<std::size_t>(all) == here ? words : std::to_string(here) + " of " + words;
}

bool on_one_sheet(const Cause& cause) {
  return std::all_of(cause.findings.begin(), cause.findings.end(),
                     [&](const ShownFinding* one) { return one->sheet == cause.findings.front()->sheet; });
}

Html by_sheet(const Desk& desk, const FindingsShown& shown, const Cause& cause,
              const std::vector<const ShownFinding*>& findings, bool open) {
  std::vector<std::pair<std::string, std::vector<const ShownFinding*>>> sheets;
  for (const auto* one : findings) {
    auto found = std::find_if(sheets.begin(), sheets.end(),
                              [&](const auto& sheet) { return sheet.first == one->sheet; });
    if (found == sheets.end()) found = sheets.insert(sheets.end(), {one->sheet, {}});
    found->second.push_back(one);
  }
  Html all;
  for (const auto& [sheet, some] : sheets) {
    Html inner;
    for (const auto* one : some) inner += finding(desk, shown, *one);
    if (on_one_sheet(cause)) return inner;
    PageValues page;
    auto& values = page.section("SHEET");
    values.set("TITLE", sheet.empty() ? "The return as a whole" : "Sheet " + sheet);
    values.set("COUNT", count_on(sheet, some.size(), cause));
    values.set_html("INNER_HTML", inner);
    if (open) values.show("OPEN");
    all += fill_html("finding_part", finding_part, page);
  }
  return all;
}

std::size_t open_warnings(const FindingsShown& shown, const Cause& cause) {
  return static_cast<std::size_t>(std::count_if(
      cause.findings.begin(), cause.findings.end(),
      [&](const auto* one) { return one->severity == "warning" && acceptance_of(shown, *one) == nullptr; }));
}

Html cause_block(const Desk& desk, const FindingsShown& shown, const Cause& cause, bool open) {
  const std::size_t page = shown.rule.empty() ? 1 : page_within(shown.page, cause.findings.size(), per_page);
  const auto first = std::min((page - 1) * per_page, cause.findings.size());
  const auto last = std::min(first + per_page, cause.findings.size());
  const std::vector<const ShownFinding*> some(cause.findings.begin() + static_cast<std::ptrdiff_t>(first),
                                              cause.findings.begin() + static_cast<std::ptrdiff_t>(last));
  Html inner = paragraph(link("/rules/" + encoded(cause.rule), "What this rule says and why"), "small");
  if (const auto waiting = open_warnings(shown, cause); shown.accept_address && waiting > 1)
    inner += paragraph(link(shown.accept_address(cause.rule, ""),
                            "Accept all " + grouped(static_cast<std::int64_t>(waiting)) + " with one reason",
                            "of rule " + cause.rule),
                       "no-print");
  inner += by_sheet(desk, shown, cause, some, open) + leading_on(shown, cause, page);
  PageValues values;
  auto& block = values.section("CAUSE");
  block.set("RULE", cause.rule);
  block.set("TITLE", title_of(desk, cause.rule));
  block.set("COUNT", plural(static_cast<std::int64_t>(cause.findings.size()), "finding", "findings"));
  block.set_html("SEVERITY_HTML", severity(cause.findings.front()->severity));
  block.set_html("INNER_HTML", inner);
  if (open) block.show("OPEN");
  return fill_html("finding_part", finding_part, values);
}

}  // namespace

std::vector<ShownFinding> findings_of(const std::string& report_json) {
  std::vector<ShownFinding> all;
  const Json report = Json::parse(report_json);
  for (const Json& one : report.at("returns")) {
    std::map<std::string, std::string> hashes;
    for (const Json& file : one.at("files")) hashes.emplace(text(file, "name"), text(file, "sha256"));
    for (const Json& finding : one.at("findings")) all.push_back(from_json(finding, hashes));
  }
  return all;
}

Html findings_by_cause(const Desk& desk, const FindingsShown& shown) {
  const auto causes = by_cause(shown);
  if (causes.empty()) return paragraph(state(Shape::good, "Nothing was found."));
  Html all;
  if (!shown.rule.empty()) all += paragraph(link(shown.here, "All findings"));
  for (const auto& cause : causes)
    all += cause_block(desk, shown, cause, shown.findings.size() <= few || !shown.rule.empty());
  return all;
}

}  // namespace stp
