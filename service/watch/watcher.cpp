#include "service/watch/watcher.h"

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include "service/watch/events.h"
#include "service/watch/known_folder.h"
#include "service/watch/misplaced.h"
#include "service/watch/names.h"
#include "service/watch/place.h"

namespace stp::watch {

namespace {

constexpr std::int64_t idle_milliseconds = 2'000, idle_with_events_milliseconds = 5'000;

std::int64_t steady_milliseconds() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

Refusal no_folder(int error, const std::string& folder) {
  Refusal refusal = trouble(error, "opened", folder);
  if (error == ENOENT)
    refusal.remedy +=
        " To begin anew on purpose: make the folder, and an empty file " + mark_name + " in it.";
  return refusal;
}

bool write_mark(int file, const std::string& mark) {
  const std::string line = mark + "\n";
  return ::pwrite(file, line.data(), line.size(), 0) == static_cast<ssize_t>(line.size()) &&
         ::fdatasync(file) == 0;
}

Refusal outside(const std::string& name) {
  if (!name.ends_with("/"))
    return {"misplaced", "It lies outside the places' folders, where nothing is taken.", name,
            "Put it into the folder \"in\" of its place."};
  return {"misplaced", "It is no place's folder, and nothing is taken from it.", name,
          "Put what it holds into the folder \"in\" of its place. Capital and small letters differ."};
}

}  // namespace

struct Watcher::Inner {
  WatchOptions options;
  Door door;
  std::vector<PlaceWatch> places;
  Events events;
  std::uint64_t device = 0;  // of the folder as it was when last good; 0 not yet
  std::vector<Arriving> told;
  std::int64_t told_at = -1;
  bool mode_known = false;
  std::size_t first = 0;  // the place whose turn is first, another each time
  std::atomic<bool> stopping = false;
  std::thread thread;
  mutable std::mutex mutex;  // of health
  WatchHealth health;

  Inner(WatchOptions chosen, std::vector<WatchedPlace> watched, Door to)
      : options(std::move(chosen)), door(std::move(to)) {
    if (!options.milliseconds) options.milliseconds = steady_milliseconds;
    places.reserve(watched.size());
    for (auto& place : watched) places.emplace_back(std::move(place), options, door);
    health.folder = options.folder;
    std::error_code ignored;  // the first look says what is wrong
    if (door.known_mark() == std::string()) std::filesystem::create_directories(options.folder, ignored);
  }

  bool look();
  bool pending() const;
  Descriptor open_root(std::vector<Refusal>& troubles);
  Descriptor lock(int root, std::vector<Refusal>& troubles) const;
  Descriptor open_mark(int root, std::vector<Refusal>& troubles) const;
  std::optional<Refusal> check_mark(int file) const;
  void look_at_places(int root, std::vector<Refusal>& troubles);
  void take_turns(std::vector<Refusal>& troubles);
  void in_turn(std::int64_t until, bool (PlaceWatch::*next)());
  void choose_mode();
  void tell_arriving(std::vector<Refusal>& troubles);
  void report(const std::vector<Refusal>& troubles);
  void run();
};

Descriptor Watcher::Inner::open_root(std::vector<Refusal>& troubles) {
  Descriptor root = open_path(options.folder);
  const auto facts = root ? facts_of(root.number()) : std::nullopt;
  if (!facts) {
    troubles.push_back(no_folder(errno, options.folder));
    return {};
  }
  if (device != facts->device) mode_known = false;
  device = facts->device;
  return root;
}

// The mark is made where no folder was watched before, and nowhere else: under an unmounted share lies an
// empty folder.
Descriptor Watcher::Inner::open_mark(int root, std::vector<Refusal>& troubles) const {
  const auto known = door.known_mark();
  if (!known) return troubles.push_back(known.error()), Descriptor();
  const int make = known->empty() ? O_CREAT : 0;
  Descriptor file(
      ::openat(root, mark_name.c_str(), O_RDWR | make | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666));
  if (!file && errno == ENOENT && make == 0)
    troubles.push_back(not_the_known_one(options.folder));
  else if (!file)
    troubles.push_back(trouble(errno, "marked", options.folder + "/" + mark_name));
  return file;
}

// A mark that says nothing yet is a new one's, or of somebody who begins anew on purpose.
std::optional<Refusal> Watcher::Inner::check_mark(int file) const {
  const auto known = door.known_mark();
  if (!known) return known.error();
  std::string mark = mark_in(file);
  if (!mark.empty() && !known->empty() && mark != *known) return not_the_known_one(options.folder);
  if (mark.empty() && !write_mark(file, mark = new_mark()))
    return trouble(errno, "marked", options.folder + "/" + mark_name);
  if (mark == *known) return {};
  const auto remembered = door.remember_mark(mark);
  return remembered ? std::nullopt : std::optional(remembered.error());
}

// One process at a time looks, so that several may share the folder. Where locks do not work it goes on
// without.
Descriptor Watcher::Inner::lock(int root, std::vector<Refusal>& troubles) const {
  Descriptor file = open_mark(root, troubles);
  for (int i = 0; file && i < 100 && ::flock(file.number(), LOCK_EX | LOCK_NB) != 0; ++i) {
    if (errno != EWOULDBLOCK) break;
    if (i == 99) return {};
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  if (!file) return file;
  if (auto refusal = check_mark(file.number())) return troubles.push_back(std::move(*refusal)), Descriptor();
  return file;
}

bool Watcher::Inner::look() {
  std::vector<Refusal> troubles;
  if (const Descriptor root = open_root(troubles)) {
    if (const Descriptor locked = lock(root.number(), troubles))
      look_at_places(root.number(), troubles);
    else if (troubles.empty())
      return true;  // another process looks just now
  }
  tell_arriving(troubles);
  report(troubles);
  return pending();
}

void Watcher::Inner::look_at_places(int root, std::vector<Refusal>& troubles) {
  for (PlaceWatch& place : places) place.begin(root, options.milliseconds());
  if (!mode_known) choose_mode();
  for (PlaceWatch& place : places) events.watch(place.arrivals_folder());
  take_turns(troubles);
  for (PlaceWatch& place : places) {
    place.end(options.milliseconds());
    troubles.insert(troubles.end(), place.troubles().begin(), place.troubles().end());
  }
  const auto of_a_place = [&](const std::string& name) {
    return std::any_of(places.begin(), places.end(), [&](const auto& one) { return one.slug() == name; });
  };
  for (const std::string& name : misplaced_in(root, of_a_place)) troubles.push_back(outside(shown(name)));
}

// The places in turn, one file each, until none has any left or the time is over; one at least, so that
// whoever drops files without end does not keep the answers from everybody.
void Watcher::Inner::in_turn(std::int64_t until, bool (PlaceWatch::*next)()) {
  for (bool any = true; any;) {
    any = false;
    for (std::size_t i = 0; i < places.size() && !stopping; ++i) {
      if (!(places[(first + i) % places.size()].*next)()) continue;
      if (steady_milliseconds() >= until) return;
      any = true;
    }
  }
}

// What is ready is received first, since the time of the receipt is what counts, and an answer can take
// seconds to make. Each for a while; then the folders are looked at again, so that a place with a thousand
// files keeps nobody waiting.
void Watcher::Inner::take_turns(std::vector<Refusal>& troubles) {
  const std::int64_t until = steady_milliseconds() + options.turn_milliseconds;
  ++first;
  try {
    in_turn(until, &PlaceWatch::receive_next);
    in_turn(until, &PlaceWatch::answer_next);
  } catch (const std::exception& broken) {  // the database: the same for every place, so the turn ends
    troubles.push_back(
        {"store-unavailable", broken.what(), "", "It is tried again by itself; nothing is lost."});
  }
}

void Watcher::Inner::choose_mode() {
  Mode mode = events.probe(places.empty() ? options.folder : places.front().arrivals_folder());
  mode_known = true;
  const std::lock_guard guard(mutex);
  health.mode = mode.events ? "events and polling" : "polling";
  health.mode_why = std::move(mode.why);
  spdlog::info("watching {}: {}; {}", options.folder, health.mode, health.mode_why);
}

void Watcher::Inner::tell_arriving(std::vector<Refusal>& troubles) {
  std::vector<Arriving> now;
  for (const PlaceWatch& place : places)
    for (Arriving& one : place.arriving()) now.push_back(std::move(one));
  const auto same = [](const Arriving& a, const Arriving& b) {
    return a.place == b.place && a.name == b.name && a.why == b.why && a.size == b.size;
  };
  if (std::equal(now.begin(), now.end(), told.begin(), told.end(), same)) return;
  const std::int64_t moment = options.milliseconds();
  const std::int64_t patience = std::min<std::int64_t>(1'000, options.settle_milliseconds);
  if (told_at >= 0 && moment - told_at < patience && !now.empty()) return;
  told_at = moment;
  try {
    door.arriving(now);
    told = std::move(now);
  } catch (const std::exception& broken) {
    troubles.push_back(
        {"store-unavailable", broken.what(), "", "It is tried again by itself; nothing is lost."});
  }
}

void Watcher::Inner::report(const std::vector<Refusal>& troubles) {
  const std::string now = door.now();
  const std::lock_guard guard(mutex);
  std::vector<Trouble> before = std::move(health.troubles);
  health.troubles.clear();
  for (const Refusal& one : troubles) {
    const auto known = std::find_if(before.begin(), before.end(), [&](const Trouble& old) {
      return old.code == one.code && old.where == one.where;
    });
    if (known == before.end()) spdlog::warn("watched folder: {}", to_text(one));
    health.troubles.push_back(
        {one.code, one.where, one.sentence, one.remedy, known == before.end() ? now : known->since});
  }
  if (troubles.empty() && !before.empty()) spdlog::info("watched folder: no trouble any more");
  if (troubles.empty()) health.last_good_scan = now;
  Counts sum;
  for (const PlaceWatch& place : places) {
    const Counts one = place.counts();
    sum.waiting += one.waiting, sum.in_hand += one.in_hand, sum.misplaced += one.misplaced;
    sum.taken += one.taken, sum.done += one.done, sum.refused += one.refused;
  }
  health.waiting = sum.waiting, health.in_hand = sum.in_hand;
  health.misplaced = sum.misplaced + std::count_if(troubles.begin(), troubles.end(), [](const Refusal& one) {
                       return one.code == "misplaced";
                     });
  health.taken = sum.taken, health.done = sum.done, health.refused = sum.refused;
  health.overflows = events.overflows();
  ++health.looks;
}

bool Watcher::Inner::pending() const {
  return std::any_of(places.begin(), places.end(), [](const PlaceWatch& place) { return place.pending(); });
}

void Watcher::Inner::run() {
  const std::int64_t busy = std::clamp<std::int64_t>(options.settle_milliseconds / 4, 20, 200);
  while (!stopping) {
    const bool more = look();
    const bool hurried = health.mode.starts_with("events");
    events.wait(more ? busy : hurried ? idle_with_events_milliseconds : idle_milliseconds);
  }
}

Watcher::Watcher(WatchOptions options, std::vector<WatchedPlace> places, Door door)
    : inner_(std::make_unique<Inner>(std::move(options), std::move(places), std::move(door))) {}

Watcher::~Watcher() { stop(); }

void Watcher::start() {
  if (inner_->thread.joinable()) return;
  inner_->stopping = false;
  inner_->thread = std::thread([this] { inner_->run(); });
}

void Watcher::stop() {
  inner_->stopping = true;
  inner_->events.wake();
  if (inner_->thread.joinable()) inner_->thread.join();
}

bool Watcher::look() { return inner_->look(); }

bool Watcher::until_done(std::int64_t most_milliseconds) {
  std::int64_t last = 0, since = steady_milliseconds();
  while (!inner_->stopping && inner_->look()) {
    const WatchHealth now = health();
    const std::int64_t done = now.taken + now.done + now.refused;
    if (done != last) since = steady_milliseconds();
    last = done;
    if (steady_milliseconds() - since > most_milliseconds) return false;
    inner_->events.wait(std::clamp<std::int64_t>(inner_->options.settle_milliseconds / 4, 20, 200));
  }
  return true;
}

WatchHealth Watcher::health() const {
  const std::lock_guard guard(inner_->mutex);
  WatchHealth health = inner_->health;
  health.running = inner_->thread.joinable();
  return health;
}

}  // namespace stp::watch
