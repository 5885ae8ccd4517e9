#include "service/watch/place.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "service/watch/misplaced.h"
#include "service/watch/names.h"

namespace stp::watch {

namespace {

// The desk works in turn, so the oldest are answered first; asking after all of a thousand each time would
// only keep it from its work. A few farther back are asked each time as well, should they be answered out of
// turn.
constexpr std::size_t most_not_yet = 16, most_far = 8;

std::string after_first_line(const std::string& text) {
  return text.substr(std::min(text.find('\n'), text.size()));
}

constexpr std::int64_t retry_milliseconds = 2'000;

Refusal too_large(std::int64_t size, std::uint64_t most) {
  return {"file-too-large",
          "This file has " + grouped(size) + " bytes; at most " + grouped(static_cast<std::int64_t>(most)) +
              " are taken.",
          "", "Send the workbook itself, without pictures or other data in it."};
}

Refusal note_not_ours() {
  return {"note-not-ours",
          "This note does not name the file it lies beside, so this service did not write it; it is not "
          "followed.",
          "", "Remove the note: the file is then answered under its own name."};
}

}  // namespace

PlaceWatch::PlaceWatch(WatchedPlace place, const WatchOptions& options, const Door& door)
    : place_(std::move(place)), options_(options), door_(door), settling_(options) {}

void PlaceWatch::in_trouble(const Refusal& refusal, const std::string& where) {
  troubles_.push_back(refusal);
  troubles_.back().where = place_.slug + (where.empty() ? "" : "/" + where);
}

void PlaceWatch::begin(int root, std::int64_t milliseconds) {
  troubles_.clear();
  ready_.clear();
  asking_.clear();
  unreceived_.clear();
  next_ready_ = next_unreceived_ = next_asked_ = not_yet_ = 0;
  writers_go_on_ = false;
  std::string which;
  folders_ = open_place(root, place_.slug, which);
  if (!folders_) {
    troubles_.push_back(trouble(errno, "opened or made", which));
    return;
  }
  look_into_working();
  look_for_misplaced();
  const auto listing = list_arrivals(folders_->in.number());
  if (!listing) return in_trouble(listing.error(), "in");
  auto judged = settling_.judge(folders_->in.number(), *listing, milliseconds, door_.now());
  ready_ = std::move(judged.ready);
  waiting_ = std::move(judged.waiting);
  for (const Waiting& one : waiting_)
    if (one.trouble) in_trouble({"permission", one.why, "", ""}, "in/" + shown(one.path));
}

// What lies there and is not known was left by a process that ended: it is taken up where it stands.
void PlaceWatch::look_into_working() {
  const auto tokens = names_in(folders_->working.number());
  if (!tokens) return in_trouble(tokens.error(), "working");
  std::map<std::string, Work> kept;
  for (const std::string& token : *tokens) {
    if (!is_token(token)) continue;
    if (auto known = work_.extract(token)) {
      kept.insert(std::move(known));
      continue;
    }
    const auto name = file_in_work(*folders_, token);
    if (!name)
      in_trouble(name.error(), "working/" + token);
    else if (name->has_value())
      kept[token] = {**name, door_.now(), **name, {}, {}, {}, 0, {}, -1};
    else if (const int error = clear(*folders_, token, options_.at))
      in_trouble(trouble(error, "removed", ""), "working/" + token);
  }
  work_ = std::move(kept);
  for (const auto& [token, work] : work_) {
    asking_.push_back(token);
    if (!work.receipt && !work.refused_here) unreceived_.push_back(token);
  }
}

void PlaceWatch::look_for_misplaced() {
  misplaced_ = misplaced_in(folders_->self.number(), [](const std::string& name) {
    return name == "in" || name == "working" || name == "done" || name == "refused" || name == "status.txt";
  });
  for (const std::string& name : misplaced_in(folders_->working.number(), is_token))
    misplaced_.push_back("working/" + name);
}

bool PlaceWatch::receive_next() {
  if (!folders_) return false;
  if (next_unreceived_ < unreceived_.size()) {
    const std::string& token = unreceived_[next_unreceived_++];
    return receive_one(token, work_.at(token)), true;
  }
  if (next_ready_ == ready_.size()) return false;
  return take_one(ready_[next_ready_++]), true;
}

bool PlaceWatch::answer_next() {
  if (!folders_) return false;
  const std::string token = next_to_ask();
  if (token.empty()) return false;
  return ask_after(token), true;
}

std::string PlaceWatch::next_to_ask() {
  if (not_yet_ == most_not_yet) next_asked_ = std::max(next_asked_, far_ < asking_.size() ? far_ : 0);
  if (next_asked_ >= asking_.size() || not_yet_ >= most_not_yet + most_far) return "";
  if (not_yet_ >= most_not_yet) far_ = next_asked_ + 1;
  return asking_[next_asked_++];
}

// Seconds may have passed since it was judged to be ready: it must be the same before it is moved, and after.
void PlaceWatch::take_one(const Seen& seen) {
  options_.at("a file is about to be taken");
  const Descriptor from = folder_holding(folders_->in.number(), seen.path);
  if (from && facts_of(from.number(), leaf(seen.path)) != seen.facts) return void(writers_go_on_ = true);
  const std::string token = new_token(door_.now());
  const int error = take(*folders_, seen.path, token, options_.at);
  if (error == ENOENT) return;  // its sender took it back
  if (error != 0) return in_trouble(trouble(error, "moved into working", ""), "in/" + shown(seen.path));
  Work& work = work_[token];
  work = {leaf(seen.path), door_.now(), seen.path, seen.facts, {}, {}, 0, {}, -1, true};
  ++counts_.taken;
  receive_one(token, work);
  if (work_.contains(token)) settling_.forget(seen.path);
}

// Its writer goes on, through the move as well: it waits in `in` again until it is settled.
bool PlaceWatch::give_back(const std::string& token) {
  const Work& work = work_.at(token);
  writers_go_on_ = true;
  if (const int error = watch::give_back(*folders_, work.path, token, options_.at)) {
    in_trouble(trouble(error, "moved back into in", ""), "working/" + token + "/" + shown(work.name));
    return false;
  }
  spdlog::info("{}: {} is still being written, and waits again", place_.slug, shown(work.name));
  counts_.taken -= work.taken_here;
  work_.erase(token);
  return true;
}

// A store that cannot write is not asked again and again for the same file: reading it each time costs both.
bool PlaceWatch::receive_one(const std::string& token, Work& work) {
  if (!work.failed || options_.milliseconds() >= work.again_at) {
    const auto done = try_to_receive(token, work);
    if (done) return work.failed.reset(), true;
    if (done.error().code == "file-changed") return give_back(token), false;
    work.failed = done.error();
    work.again_at = options_.milliseconds() + retry_milliseconds;
  }
  in_trouble(*work.failed, "working/" + token + "/" + shown(work.name));
  return false;
}

Result<void> PlaceWatch::try_to_receive(const std::string& token, Work& work) {
  const Descriptor folder = open_folder(folders_->working.number(), token);
  const auto facts = folder ? facts_of(folder.number(), work.name) : std::nullopt;
  if (!facts) return refuse(trouble(errno, "found", ""));
  const Facts judged = work.facts.value_or(*facts);
  if (auto whole = unchanged_and_whole(folder.number(), work.name, judged); !whole)
    return refuse(whole.error());
  work.facts = judged;
  if (facts->kind == FileKind::file && facts->size == 0)
    work.refused_here = {"file-empty", "Nothing is in this file.", "",
                         "Save the workbook again and put it here."};
  if (facts->kind == FileKind::file && static_cast<std::uint64_t>(facts->size) > options_.most_bytes)
    work.refused_here = too_large(facts->size, options_.most_bytes);
  if (work.refused_here) return {};
  auto bytes = read_unchanged(folder.number(), work.name, judged);
  if (!bytes) return refuse(bytes.error());
  options_.at("the file is read");
  auto receipt = door_.receive(
      {std::move(*bytes), shown(work.name), place_.code, "folder", "folder " + place_.slug, token});
  if (!receipt) return refuse(receipt.error());
  options_.at("the file is received");
  spdlog::info("{}: {} received, receipt {}{}", place_.slug, shown(work.name), receipt->sequence,
               receipt->again ? " (again)" : "");
  work.receipt = std::move(*receipt);
  return {};
}

void PlaceWatch::ask_after(const std::string& token) {
  const auto found = work_.find(token);
  if (found == work_.end()) return;  // given back meanwhile
  Work& work = found->second;
  if (!work.receipt && !work.refused_here) return;
  if (work.refused_here) return finish(token, nullptr);
  const auto submission = door_.submission(work.receipt->sha256);
  if (!submission) return in_trouble(submission.error(), "working/" + token);
  if (submission->state == "checked" || submission->state == "refused") return finish(token, &*submission);
  work.queue_place = submission->queue_place;
  ++not_yet_;
}

void PlaceWatch::finish(const std::string& token, const Submission* submission) {
  const Work& work = work_.at(token);
  Told told{shown(work.name), place_.name, work.receipt, submission, work.refused_here, "", false, false};
  if (submission != nullptr && submission->state == "refused") told.refusal = submission->refusal;
  if (submission != nullptr)
    if (auto other = door_.not_for(*submission, place_.code)) {
      told.refusal = std::move(other);
      told.submission = nullptr;
      told.refusal->where = told.name;  // what another place called it is not shown here
      told.receipt->name.clear();
    }
  const Outcome outcome = outcome_of(door_, work.name, std::move(told));
  // What is laid beside the answer must be what was received.
  const Descriptor folder = open_folder(folders_->working.number(), token);
  const auto facts = folder ? facts_of(folder.number(), work.name) : std::nullopt;
  if (facts && facts != work.facts) return void(give_back(token));
  const int error = answer(*folders_, token, work.name, outcome, options_.at);
  if (error == EBADMSG) return in_trouble(note_not_ours(), "working/" + token + "/.answer");
  if (error != 0)
    return in_trouble(trouble(error, "answered", ""),
                      (outcome.refused ? "refused/" : "done/") + shown(work.name));
  ++(outcome.refused ? counts_.refused : counts_.done);
  spdlog::info("{}: {} {}", place_.slug, shown(work.name), outcome.refused ? "refused" : "done");
  work_.erase(token);
}

void PlaceWatch::end(std::int64_t milliseconds) {
  if (!folders_) return;
  const std::string text = status_text(status());
  const bool changed = after_first_line(text) != after_first_line(status_);
  const bool soon = status_at_ >= 0 &&
                    milliseconds - status_at_ < std::min<std::int64_t>(1'000, options_.settle_milliseconds);
  if (changed && (!soon || !pending())) {
    const int error =
        write_file({folders_->self.number(), folders_->self.number(), "status.txt", text, true, false});
    if (error != 0) in_trouble(trouble(error, "written", ""), "status.txt");
    if (error == 0) status_ = text;
    status_at_ = milliseconds;
  }
  folders_.reset();
}

PlaceStatus PlaceWatch::status() const {
  PlaceStatus status{place_.name, door_.now(), waiting_, {}, misplaced_, {}};
  for (const auto& [token, work] : work_)
    status.in_hand.push_back({work.name, work.since, work.receipt.value_or(Receipt{}), work.queue_place,
                              work.failed ? work.failed->sentence : ""});
  for (const Refusal& one : troubles_)
    status.troubles.push_back(one.where + ": " + one.sentence + " " + one.remedy);
  return status;
}

bool PlaceWatch::pending() const {
  return next_ready_ < ready_.size() || !work_.empty() || writers_go_on_ ||
         std::any_of(waiting_.begin(), waiting_.end(), [](const Waiting& one) { return one.settling; });
}

std::vector<Arriving> PlaceWatch::arriving() const {
  std::vector<Arriving> files;
  for (const Waiting& one : waiting_)
    files.push_back({place_.code, shown(one.path), one.since, one.why, one.size});
  return files;
}

Counts PlaceWatch::counts() const {
  Counts counts = counts_;
  counts.waiting = static_cast<std::int64_t>(waiting_.size() + ready_.size() - next_ready_);
  counts.in_hand = static_cast<std::int64_t>(work_.size());
  counts.misplaced = static_cast<std::int64_t>(misplaced_.size());
  return counts;
}

}  // namespace stp::watch
