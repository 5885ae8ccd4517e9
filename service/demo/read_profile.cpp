#include <fstream>
#include <functional>
#include <sstream>

#include "service/demo/readers.h"

namespace stp::demo {
namespace {

LineChange read_line_change(const Node& node, const Names& names) {
  if (!node) return {};
  mapping(node, {"line", "change"});
  return {names.line(node, "line"), amount(required(node, "change"))};
}

SolutionPattern read_solution(const Node& node, const Names& names) {
  mapping(node, {"id",      "place",    "types", "kinds",   "only",     "theme",        "name",   "narrative",
                 "y5",      "total",    "ramp",  "effort",  "running",  "counterparty", "lost",   "group",
                 "overlap", "activity", "staff", "capital", "maturity", "risk",         "likely", "owner"});
  SolutionPattern pattern;
  pattern.id = required(node, "id").text();
  pattern.place = text_of(node, "place");
  pattern.theme = names.line(node, "theme");
  for (const auto& [key, field] :
       {std::pair("name", &pattern.name), std::pair("narrative", &pattern.narrative),
        std::pair("ramp", &pattern.ramp), std::pair("maturity", &pattern.maturity),
        std::pair("risk", &pattern.risk), std::pair("owner", &pattern.owner)})
    *field = required(node, key).text();
  pattern.counterparty = text_of(node, "counterparty");
  pattern.group = text_of(node, "group");
  pattern.capital = text_of(node, "capital");
  pattern.who = read_who(node);
  for (const auto& [key, field] :
       {std::pair("y5", &pattern.y5), std::pair("total", &pattern.total),
        std::pair("effort", &pattern.effort), std::pair("running", &pattern.running),
        std::pair("lost", &pattern.lost), std::pair("overlap", &pattern.overlap),
        std::pair("likely", &pattern.likely)})
    *field = amount_of(node, key);
  pattern.activity = read_line_change(node["activity"], names);
  pattern.staff = read_line_change(node["staff"], names);
  return pattern;
}

Step read_step(const Node& node, const Names& names) {
  mapping(node, {"organisation", "line", "year", "amount", "driver"});
  return {required(node, "organisation").text(), names.line(node, "line"), names.line(node, "driver"),
          names.period(required(node, "year")), amount(required(node, "amount"))};
}

Target read_target(const Node& node, const Names& names) {
  mapping(node, {"year", "target", "organisation", "place", "line", "driver", "solution"});
  return {names.period(required(node, "year")),
          amount(required(node, "target")),
          text_of(node, "organisation"),
          text_of(node, "place"),
          text_of(node, "line"),
          text_of(node, "driver"),
          text_of(node, "solution")};
}

RoundPlan read_round(const Node& node, const Names& names) {
  mapping(node, {"round", "places", "cover", "changes", "solutions"});
  RoundPlan plan;
  plan.round = required(node, "round").text();
  const Round* round = names.form.round(plan.round);
  if (!round || round->edition != names.form.edition.code)
    throw Trouble(node["round"], "this edition has no round '" + plan.round + "'");
  for (const Node& place : required(node, "places").items()) plan.places.push_back(place.text());
  plan.cover = read_texts(node["cover"]);
  for (const Node& change : node["changes"].items()) plan.changes.push_back(read_step(change, names));
  for (const Node& item : node["solutions"].items())
    plan.percents[required(mapping(item, {"solution", "percent"}), "solution").text()] =
        amount(required(item, "percent"));
  return plan;
}

Mistake read_mistake(const Node& node, const Names& names) {
  mapping(node, {"organisation", "line", "year", "times", "plus", "typed", "what"});
  Mistake mistake;
  mistake.organisation = required(node, "organisation").text();
  mistake.line = names.line(node, "line");
  mistake.what = text_of(node, "what");
  mistake.period = names.period(required(node, "year"));
  if (node["typed"]) mistake.typed = node["typed"].text();
  if (node["times"]) mistake.times = amount(node["times"]);
  if (node["plus"]) mistake.plus = amount(node["plus"]);
  return mistake;
}

void read_solutions(const Node& file, const Names& names, Profile& profile) {
  mapping(file, {"ramps", "one_off", "spread", "solutions"});
  for (const Node& ramp : required(file, "ramps").items())
    profile.ramps[required(mapping(ramp, {"name", "values"}), "name").text()] = names.series(ramp["values"]);
  profile.one_off = names.series(file["one_off"]);
  profile.solution_spread = amount_of(file, "spread");
  for (const Node& item : required(file, "solutions").items()) {
    profile.solutions.push_back(read_solution(item, names));
    if (!profile.ramps.count(profile.solutions.back().ramp)) throw Trouble(item, "the ramp is not known");
  }
}

void read_demo(const Node& file, const Names& names, Profile& profile) {
  const Node demo = mapping(required(mapping(file, {"demo"}), "demo"),
                            {"edition", "position", "solutions", "notes", "cover", "rounds", "mistakes"});
  profile.position = read_target(required(demo, "position"), names);
  profile.net_solutions = read_target(required(demo, "solutions"), names);
  profile.cover = read_texts(demo["cover"]);
  for (const Node& note : required(demo, "notes").items())
    profile.notes.push_back({read_who(mapping(note, {"types", "kinds", "only", "line", "text"})),
                             names.line(note, "line"), text_of(note, "text")});
  for (const Node& round : required(demo, "rounds").items())
    profile.rounds.push_back(read_round(round, names));
  const Node mistakes = mapping(required(demo, "mistakes"), {"place", "round", "list"});
  profile.mistakes_place = text_of(mistakes, "place");
  profile.mistakes_round = text_of(mistakes, "round");
  for (const Node& mistake : required(mistakes, "list").items())
    profile.mistakes.push_back(read_mistake(mistake, names));
}

using Reader = std::function<void(const Node&, const Names&, Profile&)>;

// A file with one list under each of its keys.
template <class Item>
Reader list(const char* key, Item (*read)(const Node&, const Names&), std::vector<Item> Profile::*into) {
  return [=](const Node& file, const Names& names, Profile& profile) {
    for (const Node& item : required(file, key).items()) (profile.*into).push_back(read(item, names));
  };
}

const std::vector<std::pair<const char*, Reader>>& readers() {
  static const std::vector<std::pair<const char*, Reader>> all = {
      {"rates.yaml",
       [](const Node& file, const Names& names, Profile& profile) {
         for (const Node& item : required(file, "rates").items())
           profile.rates[required(mapping(item, {"name", "values"}), "name").text()] =
               names.series(item["values"]);
       }},
      {"organisations.yaml", list("organisations", read_body, &Profile::bodies)},
      {"flows.yaml", list("flows", read_flow, &Profile::flows)},
      {"contracts.yaml", list("contracts", read_contract, &Profile::contracts)},
      {"contracts.yaml", list("disagreements", read_disagreement, &Profile::disagreements)},
      {"measures.yaml", list("funds", read_fund, &Profile::funds)},
      {"measures.yaml", list("measures", read_measure, &Profile::measures)},
      {"solutions.yaml", read_solutions},
      {"demo.yaml", read_demo}};
  return all;
}

}  // namespace

const Body* Profile::body(const std::string& code) const {
  for (const Body& candidate : bodies)
    if (candidate.code == code) return &candidate;
  return nullptr;
}

bool includes(const Who& who, const Body& body) {
  if (!who.types.empty() && !who.types.count(body.type)) return false;
  if (!who.only.empty() && !who.only.count(body.code)) return false;
  return who.kinds.empty() || body.kind.empty() || who.kinds.count(body.kind);
}

namespace {

Result<std::string> file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf()))
    return refuse(
        {"demo-text", "This text of the demonstration cannot be read.", path, "Check that it is there."});
  return text.str();
}

// Reads one text; what is wrong with it comes back as a refusal with file and line.
Result<void> read_file(const std::string& path, const std::function<void(const Node&)>& read) {
  auto text = file_text(path);
  if (!text) return refuse(text.error());
  TroubleList troubles;
  const auto tree = read_text_tree({path, std::move(*text)}, troubles);
  if (!tree) return refuse(troubles.all().front().refusal);
  try {
    read(Node(*tree));
    return {};
  } catch (const Trouble& trouble) {
    return refuse({"demo-text",
                   std::string("This text of the demonstration cannot be used: ") + trouble.what() + ".",
                   path + ":" + std::to_string(trouble.line), "Correct the text."});
  }
}

}  // namespace

Result<std::string> demo_edition(const std::string& folder) {
  std::string edition;
  const auto read = read_file(folder + "/demo.yaml", [&](const Node& file) {
    edition = required(required(file, "demo"), "edition").text();
  });
  if (!read) return refuse(read.error());
  return edition;
}

Result<Profile> read_profile(const std::string& folder, const Template& form) {
  Profile profile;
  for (const auto& [name, reader] : readers()) {
    const Reader& read_into = reader;
    const auto read =
        read_file(folder + "/" + name, [&](const Node& file) { read_into(file, Names{form}, profile); });
    if (!read) return refuse(read.error());
  }
  return profile;
}

}  // namespace stp::demo
