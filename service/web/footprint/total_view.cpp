#include "service/web/footprint/total_view.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <nlohmann/json.hpp>

#include "service/web/json_text.h"

namespace stp {

namespace {

using Json = nlohmann::json;

std::map<std::string, std::string> texts(const Json& object) {
  std::map<std::string, std::string> all;
  for (const auto& [name, value] : object.items())
    if (value.is_string()) all[name] = value.get<std::string>();
  return all;
}

// As texts, with "" for what is not known.
std::map<std::string, std::string> known_or_not(const Json& object) {
  std::map<std::string, std::string> all = texts(object);
  for (const auto& [name, value] : object.items())
    if (value.is_null()) all[name] = "";
  return all;
}

std::vector<std::string> codes(const Json& array) {
  std::vector<std::string> all;
  for (const Json& one : array) all.push_back(one.get<std::string>());
  return all;
}

void read_arrived(const Json& total, TotalView& view) {
  for (const Json& one : total.at("arrived"))
    view.arrived.push_back({text(one, "place"), one.value("present", false), codes(one.at("sections")),
                            codes(one.at("missing"))});
}

void read_published(const Json& total, TotalView& view) {
  for (const Json& one : total.at("summary"))
    view.published.push_back({text(one, "line"), text(one, "label"), text(one, "year"),
                              text(one, "thousands"), text(one, "published_millions"),
                              text(one, "rounded_places"), one.value("known", true)});
}

void read_places(const Json& total, TotalView& view) {
  for (const Json& one : total.at("places"))
    view.places.push_back({text(one, "line"), text(one, "type"), text(one, "scenario"), text(one, "year"),
                           texts(one.at("places")), text(one, "outside"), text(one, "organisations"),
                           one.value("known", true)});
}

void read_organisations(const Json& total, TotalView& view) {
  for (const Json& one : total.at("organisations")) {
    TotalView::OrganisationFigures organisation{
        text(one, "code"), text(one, "name"), text(one, "type"), text(one, "home"), {}};
    for (const Json& line : one.at("lines"))
      if (line.contains("figures"))
        organisation.lines.push_back(
            {text(line, "line"), text(line, "scenario"), known_or_not(line.at("figures"))});
    view.organisations.push_back(std::move(organisation));
  }
}

void read_journal(const Json& total, TotalView& view) {
  for (const Json& one : total.at("eliminations"))
    view.journal.push_back({text(one, "nature"), text(one, "year"), text(one, "payers_state"),
                            text(one, "payees_state"), text(one, "eliminated"), text(one, "unmatched"),
                            text(one, "spent_before"), text(one, "spent_after"), text(one, "received_before"),
                            text(one, "received_after")});
}

std::string files_report(const Json& total) {
  Json files = Json::array();
  for (const Json& place : total.at("arrived"))
    for (const Json& file : place.at("files"))
      files.push_back({{"name", text(file, "name")}, {"sha256", text(file, "sha256")}});
  return Json{{"returns", {{{"files", files}, {"findings", total.at("findings")}}}}}.dump();
}

// Where each figure stands and the registers are for programs: left out while reading.
bool wanted(int depth, Json::parse_event_t event, Json& parsed) {
  if (event != Json::parse_event_t::key) return true;
  static const std::vector<std::string> unread{"entries", "tables", "observations",
                                               "cover",   "pairs",  "notes"};
  return depth > 4 ||
         std::find(unread.begin(), unread.end(), parsed.get_ref<const std::string&>()) == unread.end();
}

std::shared_ptr<const TotalView> read_view(const std::string& bytes) {
  const Json total = Json::parse(bytes, wanted);
  auto view = std::make_shared<TotalView>();
  view->complete = total.value("complete", false);
  view->edition = text(total, "edition");
  view->round = text(total, "round");
  view->stage = text(total, "stage");
  read_arrived(total, *view);
  for (const Json& one : total.at("not_added"))
    view->not_added.push_back(text(one, "file") + ": " + text(one, "reason") + " " + text(one, "remedy"));
  read_published(total, *view);
  read_places(total, *view);
  read_organisations(total, *view);
  read_journal(total, *view);
  view->findings_report = files_report(total);
  return view;
}

struct Remembered {
  std::string hash;
  std::shared_ptr<const TotalView> view;
};
constexpr std::size_t most_remembered = 3;

}  // namespace

Result<std::shared_ptr<const TotalView>> total_view(const Desk& desk, const TotalState& total) {
  static std::mutex lock;
  static std::deque<Remembered> remembered;
  const std::lock_guard guard(lock);  // held while reading, so that many askers read once
  for (const auto& one : remembered)
    if (one.hash == total.json) return one.view;
  auto bytes = desk.bytes.read(total.json);
  if (!bytes) return refuse(bytes.error());
  remembered.push_back({total.json, read_view(*bytes)});
  if (remembered.size() > most_remembered) remembered.pop_front();
  return remembered.back().view;
}

}  // namespace stp
