#include "service/store/bytes.h"

#include <algorithm>
#include <filesystem>

#include "calc/base/sha256.h"
#include "service/store/durable_file.h"

namespace stp {
namespace fs = std::filesystem;

namespace {

bool is_hash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

Bytes::Bytes(std::string folder) : folder_(std::move(folder)) {}

std::string Bytes::path(const std::string& sha256) const {
  if (!is_hash(sha256)) return folder_ + "/no-such-hash";  // never a path made of what somebody sent
  return folder_ + "/" + sha256.substr(0, 2) + "/" + sha256.substr(2);
}

// A folder that is there already may have been made by a process that ended before it flushed the name.
Result<std::string> Bytes::ready_folder(const std::string& hash) const {
  const std::string folder = fs::path(path(hash)).parent_path();
  if (auto made = make_folder(folder); !made) return refuse(made.error());
  const std::lock_guard lock(guard_);
  if (known_.count(folder) != 0) return folder;
  const fs::path above = fs::path(folder_).parent_path();
  for (const std::string& one : {above.empty() ? std::string(".") : above.string(), folder_})
    if (auto flushed = flush_folder(one); !flushed) return refuse(flushed.error());
  known_.insert(folder);
  return folder;
}

Result<std::string> Bytes::keep(std::string_view bytes) const {
  auto hash = kept(bytes);
  if (!hash) note(refuse(hash.error()));
  return hash;
}

void Bytes::try_writing() const {
  const std::string trial = folder_ + "/.trial";
  auto written = make_folder(folder_);
  if (written) written = write_durably(trial, std::string(1 << 16, '.'));
  std::error_code ignored;
  fs::remove(trial, ignored);
  note(written);
}

std::string Bytes::trouble() const {
  if (write_trouble_.any()) try_writing();
  return write_trouble_.words();
}

void Bytes::note(const Result<void>& written) const {
  if (written) return write_trouble_.worked();
  const bool full = written.error().code == "store-full";
  write_trouble_.failed(full ? "its disk is full" : "see the service's log", to_text(written.error()));
}

// Also flushed when it is there already: another process may have written it and not yet flushed the folder.
Result<std::string> Bytes::kept(std::string_view bytes) const {
  const std::string hash = sha256(bytes);
  const std::string at = path(hash);
  const auto folder = ready_folder(hash);
  if (!folder) return folder;
  const bool there = whole_file(at) == bytes;
  if (!there)
    if (auto written = write_durably(at, bytes); !written) return refuse(written.error());
  if (!there) write_trouble_.worked();
  if (auto flushed = flush_folder(*folder); !flushed) return refuse(flushed.error());
  return hash;
}

Result<std::string> Bytes::read(const std::string& hash) const {
  auto bytes = whole_file(path(hash));
  if (!bytes)
    return refuse({"bytes-missing", "The store of files does not hold these bytes.", path(hash),
                   "Copy this file from the same place in a backup (BACKUP/bytes)."});
  if (sha256(*bytes) != hash)
    return refuse(
        {"bytes-damaged", "These bytes are no longer those that were kept.", path(hash),
         "Copy this file from the same place in a backup (BACKUP/bytes), and look after this disk."});
  return std::move(*bytes);
}

bool Bytes::has(const std::string& sha256) const {
  std::error_code ignored;
  return fs::is_regular_file(path(sha256), ignored);
}

std::vector<std::string> Bytes::all() const {
  std::vector<std::string> hashes;
  std::error_code trouble;
  for (auto item = fs::recursive_directory_iterator(folder_, trouble); !trouble && item != fs::end(item);
       item.increment(trouble)) {
    const std::string hash =
        item->path().parent_path().filename().string() + item->path().filename().string();
    if (is_hash(hash) && item->path().filename().string().size() == 62) hashes.push_back(hash);
  }
  std::sort(hashes.begin(), hashes.end());
  return hashes;
}

}  // namespace stp
