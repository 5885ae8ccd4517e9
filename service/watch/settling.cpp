#include "service/watch/settling.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>

#include "service/watch/content.h"
#include "service/watch/names.h"

namespace stp::watch {

namespace {

constexpr int deepest = 8;                   // folders within folders
constexpr std::size_t most_listed = 50'000;  // the rest is seen when these have gone

bool owner_file(const std::string& name) {
  return name.starts_with("~$") || (name.starts_with(".~lock.") && name.ends_with("#"));
}

void list_into(Listing& listing, int folder, const std::string& below, int depth);

void list_sub_folder(Listing& listing, int parent, const std::string& name, const std::string& below,
                     int depth) {
  const std::string path = below + name;
  if (depth > deepest)
    return listing.closed.emplace_back(path, "It lies too deep in other folders. Move it up."), void();
  const Descriptor folder = open_folder(parent, name);
  if (folder) return list_into(listing, folder.number(), path + "/", depth);
  if (errno == ENOENT) return;
  const Refusal why = trouble(errno, "opened", "");
  listing.closed.emplace_back(path, why.sentence + " " + why.remedy);
}

void list_into(Listing& listing, int folder, const std::string& below, int depth) {
  const auto names = names_in(folder);
  if (!names) return;  // went away meanwhile
  for (const std::string& name : *names) {
    if (listing.files.size() >= most_listed) return;
    if (owner_file(name)) listing.owners.push_back(below + name);
    if (passed_over(name)) continue;
    const auto facts = facts_of(folder, name);
    if (!facts) continue;
    if (facts->kind == FileKind::folder)
      list_sub_folder(listing, folder, name, below, depth + 1);
    else
      listing.files.push_back({below + name, *facts});
  }
}

std::string no_file(const Facts& facts) {
  if (facts.kind == FileKind::link)
    return "It is a link, and links are not followed. Put the file itself here.";
  if (facts.kind != FileKind::file) return "It is not a file. Remove it.";
  return "The same file also has another name elsewhere (a hard link), through which it could change. Put a "
         "copy of it here.";
}

std::string minutes(std::int64_t milliseconds) { return fmt::format("{} minutes", milliseconds / 60'000); }

std::string owner_of(const Listing& listing, const std::string& path) {
  const std::string name = leaf(path), folder = path.substr(0, path.size() - name.size());
  for (const std::string& owner : owner_names(name))
    if (std::binary_search(listing.owners.begin(), listing.owners.end(), folder + owner))
      return folder + owner;
  return "";
}

std::string open_somewhere(int in, const std::string& owner, bool long_ago) {
  const std::string name = leaf(owner);
  const Descriptor folder = folder_holding(in, owner);
  const Descriptor file = open_to_read(folder.number(), name);
  const std::string who = file ? named_in_owner_file(file.number(), name) : "";
  std::string why =
      fmt::format("It is still open in {}{}. It is taken when it is closed there.",
                  name.starts_with("~$") ? "Excel" : "LibreOffice", who.empty() ? "" : " (" + who + ")");
  if (long_ago)
    why += fmt::format(" If nobody has it open any more, delete the file {} beside it.", shown(name));
  return why;
}

}  // namespace

Result<Listing> list_arrivals(int in) {
  auto readable = names_in(in);
  if (!readable) return refuse(readable.error());
  Listing listing;
  list_into(listing, in, "", 0);
  std::sort(listing.owners.begin(), listing.owners.end());
  return listing;
}

Result<void> unchanged_and_whole(int folder, const std::string& name, const Facts& facts) {
  if (facts.kind != FileKind::file) return {};  // reading it says what is wrong
  const Descriptor file = open_to_read(folder, name);
  if (!file) return refuse(trouble(errno, "read", name));
  const Content content = content_of(file.number(), facts.size, name);
  if (content == Content::unreadable) return refuse(trouble(errno, "read", name));
  if (content != Content::complete || open_for_writing(file.number()) || facts_of(file.number()) != facts)
    return refuse({"file-changed", "It is still being written.", name, "It is waited for."});
  return {};
}

Settling::Watched& Settling::look(const Seen& seen, std::int64_t milliseconds, const std::string& now) {
  auto [found, fresh] = watched_.try_emplace(seen.path);
  Watched& watched = found->second;
  if (fresh) watched.since = now;
  if (fresh || watched.facts != seen.facts) {
    watched.facts = seen.facts;
    watched.unchanged_from = milliseconds;
    watched.read = watched.quiet = false;
  }
  return watched;
}

std::string Settling::reason_in_content(int in, const Seen& seen, Watched& watched,
                                        std::int64_t unchanged) const {
  const Descriptor folder = folder_holding(in, seen.path);
  const Descriptor file = open_to_read(folder.number(), leaf(seen.path));
  const Content content = file ? content_of(file.number(), seen.facts.size, seen.path) : Content::unreadable;
  if (content == Content::unreadable) {
    const Refusal why = trouble(errno, "read", "");
    watched.trouble = true;
    return why.sentence + " " + why.remedy;
  }
  watched.read = content != Content::complete;
  watched.quiet = content == Content::owner_file;
  if (watched.quiet) return "It is an owner file.";
  if (content == Content::complete)
    return open_for_writing(file.number()) ? "Another program still has it open for writing." : "";
  return unchanged < options_.told_milliseconds
             ? "It is not all here yet: the end of the workbook is missing."
             : fmt::format(
                   "It is not all here, and nothing was added for {}. If copying it broke off, copy it again "
                   "under the same name. It is kept and waited for.",
                   minutes(unchanged));
}

std::string Settling::reason_to_wait(int in, const Seen& seen, const Listing& listing, Watched& watched,
                                     std::int64_t unchanged) const {
  if (seen.facts.kind != FileKind::file || seen.facts.names > 1) return no_file(seen.facts);
  if (const std::string owner = owner_of(listing, seen.path); !owner.empty())
    return open_somewhere(in, owner, unchanged >= options_.told_milliseconds);
  if (excel_temporary(leaf(seen.path)))
    return "It is named like a temporary file of Excel. It is taken when it has its own name.";
  if (unchanged < options_.settle_milliseconds) return "It is still being written, or has only just come.";
  if (seen.facts.size == 0) return unchanged < options_.empty_milliseconds ? "Nothing is in it yet." : "";
  // What was read once is read again only when it changed, or when there may be more to say.
  if (!watched.read || unchanged >= options_.told_milliseconds)
    watched.why = reason_in_content(in, seen, watched, unchanged);
  return watched.why;
}

Settling::Judged Settling::judge(int in, const Listing& listing, std::int64_t milliseconds,
                                 const std::string& now) {
  std::map<std::string, Watched> kept;
  Judged judged;
  for (const Seen& seen : listing.files) {
    Watched& watched = look(seen, milliseconds, now);
    watched.trouble = false;
    const std::int64_t unchanged = milliseconds - watched.unchanged_from;
    const std::string why = reason_to_wait(in, seen, listing, watched, unchanged);
    const bool plain = seen.facts.kind == FileKind::file && seen.facts.names == 1;
    const std::int64_t patience =
        seen.facts.size == 0 ? options_.empty_milliseconds : options_.settle_milliseconds;
    if (why.empty())
      judged.ready.push_back(seen);
    else if (!watched.quiet)
      judged.waiting.push_back(
          {seen.path, watched.since, why, seen.facts.size, plain && unchanged < patience, watched.trouble});
    kept.insert(watched_.extract(seen.path));
  }
  watched_ = std::move(kept);
  for (const auto& [path, why] : listing.closed) judged.waiting.push_back({path, "", why, 0, false, true});
  return judged;
}

}  // namespace stp::watch
