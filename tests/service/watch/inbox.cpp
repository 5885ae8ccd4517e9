#include "tests/service/watch/inbox.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include "calc/base/sha256.h"
#include "service/report/check_report.h"
#include "service/store/database.h"

namespace inbox {

namespace {

std::string little(std::uint32_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i, value >>= 8) text += static_cast<char>(value & 0xff);
  return text;
}

}  // namespace

std::string book(const std::string& text) {
  const std::string name = "content",
                    sizes = little(0, 4) + little(static_cast<std::uint32_t>(text.size()), 4) +
                            little(static_cast<std::uint32_t>(text.size()), 4) +
                            little(static_cast<std::uint32_t>(name.size()), 2) + little(0, 2);
  const std::string local = std::string("PK\3\4") + little(20, 2) + little(0, 8) + sizes + name + text;
  const std::string entry =
      std::string("PK\1\2") + little(20, 2) + little(20, 2) + little(0, 8) + sizes + little(0, 14) + name;
  return local + entry + "PK\5\6" + little(0, 4) + little(1, 2) + little(1, 2) +
         little(static_cast<std::uint32_t>(entry.size()), 4) +
         little(static_cast<std::uint32_t>(local.size()), 4) + little(0, 2);
}

stp::watch::Door MemoryDesk::door() {
  stp::watch::Door door;
  door.receive = [this](const stp::Arrival& arrival) { return receive(arrival); };
  door.submission = [this](const std::string& sha256) { return submission(sha256); };
  door.not_for = [this](const stp::Submission& one, const std::string&) -> std::optional<stp::Refusal> {
    if (!belongs_elsewhere.contains(one.receipt.sha256)) return {};
    return stp::Refusal{"wrong-place", "It is another place's.", one.receipt.name, "Hand it in there."};
  };
  door.report = [this](const stp::Submission& one, const std::string& format) { return report(one, format); };
  door.filled_copy = [this](const stp::Submission& one) -> stp::Result<std::string> {
    ++answers;
    std::this_thread::sleep_for(std::chrono::milliseconds(answer_milliseconds));
    return "filled " + bytes[one.receipt.sha256];
  };
  door.section_label = [](const std::string& code) { return "label of " + code; };
  door.arriving = [this](const std::vector<stp::Arriving>& files) {
    if (broken) throw stp::StoreUnavailable("the database is away");
    arriving = files;
  };
  door.known_mark = [this]() -> stp::Result<std::string> { return mark; };
  door.remember_mark = [this](const std::string& found) -> stp::Result<void> {
    return mark = found, stp::Result<void>();
  };
  door.now = [this] { return now(); };
  return door;
}

std::string MemoryDesk::now() {  // never the same twice
  std::string text = moment;
  const std::string digits = std::to_string(1000 + ++ticks_ % 1000);
  return text.replace(20, 3, digits.substr(digits.size() - 3));
}

stp::Result<stp::Receipt> MemoryDesk::receive(const stp::Arrival& arrival) {
  if (broken) throw stp::StoreUnavailable("the database is away");
  if (!refuses.empty()) return stp::refuse({refuses, "The store cannot write.", "", ""});
  const std::string hash = stp::sha256(arrival.bytes);
  if (const auto told = tokens_.find(arrival.token + hash); told != tokens_.end()) return told->second;
  answers_at_receipt[arrival.place] = answers;
  arrivals.push_back({"", arrival.name, arrival.place, arrival.via, arrival.who});
  auto [found, fresh] = submissions.try_emplace(hash);
  stp::Submission& one = found->second;
  if (fresh) {
    one.receipt = {hash,        now(),       arrival.name, arrival.place,
                   arrival.via, arrival.who, ++sequence_,  static_cast<std::int64_t>(arrival.bytes.size())};
    one.receipt.came_at = one.receipt.at;
    one.state = "waiting";
    bytes[hash] = arrival.bytes;
  } else {
    ++one.receipt.sightings;
  }
  stp::Receipt receipt = one.receipt;
  receipt.again = !fresh;
  tokens_[arrival.token + hash] = receipt;
  if (loses_answers-- > 0) throw stp::StoreUnavailable("the connection ended after the record");
  return receipt;
}

stp::Result<stp::Submission> MemoryDesk::submission(const std::string& sha256) {
  if (broken) throw stp::StoreUnavailable("the database is away");
  const auto found = submissions.find(sha256);
  if (found == submissions.end()) return stp::refuse({"submission-unknown", "No such file.", "", ""});
  stp::Submission& one = found->second;
  if (!checking || one.state != "waiting") return one;
  one.state = bytes[sha256].starts_with("PK") ? "checked" : "refused";
  one.place = "LEE";
  one.round = "2016-09-16";
  one.sections = {"finance"};
  one.stage = "national";
  one.errors = errors;
  one.lacking = lacking;
  one.more_to_check = more_to_check;
  if (one.state == "refused")
    one.refusal = {"not-a-workbook", "This is not an Excel workbook.", "", "Send the workbook itself."};
  return one;
}

stp::Result<std::string> MemoryDesk::report(const stp::Submission& one, const std::string& format) const {
  if (format == "html") return "<p>" + one.receipt.sha256;
  std::string text = "Leeds, round 2016-09-16: " + std::to_string(one.errors) + " errors\n";
  for (int i = 1; i <= one.errors; ++i)
    text += "\n  finding " + std::to_string(i) + "\n    to mend   Enter it.\n";
  text += std::string(stp::return_as_a_whole) + ": 1 error\n\n  Activity was not sent\n";
  return text;
}

Inbox::Inbox() : root_(folder_.path() / "inbox") {
  options.folder = root_.string();
  options.settle_milliseconds = 1'000;
  options.milliseconds = [this] { return clock; };
}
Inbox::Inbox(const fs::path& root) : Inbox() {
  root_ = root;
  options.folder = root.string();
}

void Inbox::drop(const std::string& name, const std::string& content, const std::string& place) {
  fs::create_directories((in(place) / name).parent_path());
  std::ofstream(in(place) / name, std::ios::binary) << content;
}

void Inbox::drop_and_take(const std::string& name, const std::string& content) {
  desk.checking = false;
  drop(name, content);
  look();
  look(1'001);
}

stp::watch::Watcher& Inbox::watcher() {
  if (!watcher_)
    watcher_ = std::make_unique<stp::watch::Watcher>(
        options,
        std::vector<stp::watch::WatchedPlace>{{"LEE", "leeds", "Leeds"},
                                              {"BRA", "bradford", "Bradford"},
                                              {"WY", "west-yorkshire", "West Yorkshire"}},
        desk.door());
  return *watcher_;
}

bool Inbox::look(std::int64_t after) {
  clock += after;
  return watcher().look();
}

void Inbox::settle() {
  for (int i = 0; i < 5'000 && (look(options.settle_milliseconds + 1) || i < 2); ++i) {
  }
}

std::vector<std::string> Inbox::names(const fs::path& folder) const {
  std::vector<std::string> found;
  for (const auto& one : fs::directory_iterator(folder)) found.push_back(one.path().filename().string());
  std::sort(found.begin(), found.end());
  return found;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace inbox
