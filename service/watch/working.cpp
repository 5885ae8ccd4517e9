#include "service/watch/working.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <random>

#include "service/watch/names.h"

namespace stp::watch {

namespace {

const std::string note = ".answer";
constexpr std::size_t moment_length = 19;  // 20261125T152000123Z
constexpr int most_numbers = 100'000;

std::string digits_of(std::string_view moment) {
  std::string text;
  for (const char c : moment)
    if (c != '-' && c != ':' && c != '.') text += c;
  return text;
}

std::vector<std::string> names_of(const std::string& name, const Outcome& outcome) {
  std::vector<std::string> names{name};
  for (const Side& side : outcome.sides)
    names.push_back(side.filled ? filled_name(name) : beside(name, side.ending));
  return names;
}

// The first name of which neither the file nor its answers exist.
std::string free_name(int folder, const std::string& name, const Outcome& outcome, int& number) {
  for (; number < most_numbers; ++number) {
    const std::string candidate = numbered(name, number);
    const auto names = names_of(candidate, outcome);
    if (std::none_of(names.begin(), names.end(),
                     [&](const auto& one) { return facts_of(folder, one).has_value(); }))
      return candidate;
  }
  return "";
}

bool could_be_chosen(const std::string& chosen, const std::string& name) {
  for (int number = 1; number < most_numbers; ++number)
    if (numbered(name, number) == chosen) return true;
  return false;
}

// The name an earlier process chose for this folder; "" when it chose none. Nothing: the note is none of
// ours, since we would not choose such a name; whoever wrote it could lead the answers elsewhere.
std::optional<std::string> name_chosen(int work, char folder, const std::string& name) {
  const auto facts = facts_of(work, note);
  if (!facts || (facts->kind == FileKind::file && facts->size == 0)) return "";
  if (facts->kind != FileKind::file || facts->size > 4'096) return std::nullopt;
  const auto text = read_unchanged(work, note, *facts);
  if (!text || (text->front() != 'd' && text->front() != 'r') || !could_be_chosen(text->substr(1), name))
    return std::nullopt;
  return text->front() == folder ? text->substr(1) : "";
}

int write_sides(int work, int folder, const std::string& name, const Outcome& outcome, bool again,
                const At& at) {
  const auto names = names_of(name, outcome);
  for (std::size_t i = 0; i < outcome.sides.size(); ++i) {
    if (const int error = write_file({work, folder, names[i + 1], outcome.sides[i].bytes, again}))
      return error;
    at("an answer is written");
  }
  return 0;
}

}  // namespace

std::optional<PlaceFolders> open_place(int root, const std::string& slug, std::string& which) {
  PlaceFolders place;
  const auto open = [&](Descriptor& folder, int parent, const std::string& name,
                        const std::string& shown_as) {
    which = shown_as;
    folder = make_folder(parent, name);
    return static_cast<bool>(folder);
  };
  if (open(place.self, root, slug, slug) && open(place.in, place.self.number(), "in", slug + "/in") &&
      open(place.working, place.self.number(), "working", slug + "/working") &&
      open(place.done, place.self.number(), "done", slug + "/done") &&
      open(place.refused, place.self.number(), "refused", slug + "/refused"))
    return place;
  return std::nullopt;
}

std::string new_token(const std::string& now) {
  thread_local std::mt19937 random{std::random_device{}()};
  return fmt::format("{:.{}}-{:08x}", digits_of(now), moment_length, static_cast<std::uint32_t>(random()));
}

bool is_token(const std::string& name) {
  return name.size() == moment_length + 9 && name[8] == 'T' && name[moment_length - 1] == 'Z' &&
         name[moment_length] == '-' && std::isdigit(static_cast<unsigned char>(name[0])) != 0;
}

int take(const PlaceFolders& place, const std::string& path, const std::string& token, const At& at) {
  const Descriptor from = folder_holding(place.in.number(), path);
  if (!from) return errno;
  const Descriptor work = make_folder(place.working.number(), token);
  if (!work) return errno;
  at("a folder in working is made");
  const int error = move_new(from.number(), leaf(path), work.number(), leaf(path));
  if (error != 0) ::unlinkat(place.working.number(), token.c_str(), AT_REMOVEDIR);
  at("the file is moved into working");
  return error;
}

int give_back(const PlaceFolders& place, const std::string& path, const std::string& token, const At& at) {
  const Descriptor work = open_folder(place.working.number(), token);
  if (!work) return errno;
  const Descriptor from = folder_holding(place.in.number(), path);
  const int to = from ? from.number() : place.in.number();  // its sub-folder was removed meanwhile
  const std::string name = leaf(path);
  int error = EEXIST;
  for (int number = 1; error == EEXIST && number < most_numbers; ++number)
    error = move_new(work.number(), name, to, numbered(name, number));
  if (error != 0) return error;
  at("the file is moved back");
  return clear(place, token, at);
}

int answer(const PlaceFolders& place, const std::string& token, const std::string& name,
           const Outcome& outcome, const At& at) {
  const Descriptor work = open_folder(place.working.number(), token);
  if (!work) return errno;
  const int folder = outcome.refused ? place.refused.number() : place.done.number();
  const char mark = outcome.refused ? 'r' : 'd';
  const auto noted = name_chosen(work.number(), mark, name);
  if (!noted) return EBADMSG;
  std::string chosen = *noted;
  // Where a file of that name lies meanwhile it is another's, and so are the answers beside it.
  bool again = !chosen.empty() && !facts_of(folder, chosen);
  for (int number = 1, error = EEXIST; error == EEXIST; again = false, ++number) {
    if (!again) {
      chosen = free_name(folder, name, outcome, number);
      if (chosen.empty()) return EEXIST;
      if (const int failed = write_file({work.number(), work.number(), note, mark + chosen, true, false}))
        return failed;
      at("the name of the answer is chosen");
    }
    error = write_sides(work.number(), folder, chosen, outcome, again, at);
    if (error == 0) error = move_new(work.number(), name, folder, chosen);
    if (error != 0 && error != EEXIST) return error;
  }
  at("the file is moved out of working");
  return clear(place, token, at);
}

int clear(const PlaceFolders& place, const std::string& token, const At& at) {
  const Descriptor work = open_folder(place.working.number(), token);
  if (!work) return errno == ENOENT ? 0 : errno;
  for (const char* ours : {".writing", note.c_str()})
    if (::unlinkat(work.number(), ours, 0) != 0 && errno != ENOENT) return errno;
  at("the note of the answer is removed");
  if (::unlinkat(place.working.number(), token.c_str(), AT_REMOVEDIR) != 0 && errno != ENOENT) return errno;
  at("the folder in working is removed");
  return 0;
}

Result<std::optional<std::string>> file_in_work(const PlaceFolders& place, const std::string& token) {
  const Descriptor work = open_folder(place.working.number(), token);
  if (!work && errno == ENOENT) return std::nullopt;
  if (!work) return refuse(trouble(errno, "opened", token));
  const auto names = names_in(work.number());
  if (!names) return refuse(names.error());
  for (const std::string& name : *names)
    if (name != note && name != ".writing") return name;
  return std::nullopt;
}

}  // namespace stp::watch
