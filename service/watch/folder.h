// Names below an open folder. Never follows a link, never blocks on a pipe or a device, never leaves the
// folder: each step of a path is opened by itself, so that what is swapped in meanwhile is not followed
// either.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calc/base/result.h"
#include "service/disk/descriptor.h"

namespace stp::watch {

enum class FileKind : std::uint8_t { file, folder, link, other };
struct Facts {
  FileKind kind = FileKind::other;
  std::uint64_t device = 0, inode = 0, names = 0;  // names: how many hard links lead to it
  std::int64_t size = 0, modified = 0;             // bytes; nanoseconds
  bool operator==(const Facts&) const = default;
};

// These leave the reason in errno when they give nothing.
std::optional<Facts> facts_of(int folder, const std::string& name);
std::optional<Facts> facts_of(int file);
Descriptor open_path(const std::string& folder);               // a folder, by its whole path
Descriptor open_folder(int parent, const std::string& name);   // not through a link
Descriptor open_to_read(int folder, const std::string& name);  // regular files only
Descriptor make_folder(int parent, const std::string& name);   // or the one that is there
Descriptor folder_holding(int root, const std::string& path);  // of "a/b/c": a/b
std::string leaf(const std::string& path);
// Moves without ever replacing what is there. 0, or errno: EEXIST when the name is taken.
int move_new(int from, const std::string& name, int to, const std::string& new_name);

Result<std::vector<std::string>> names_in(int folder);  // sorted; "." and ".." left out
// Refuses (code file-changed) when the file is not what `facts` says, before or after reading.
Result<std::string> read_unchanged(int folder, const std::string& name, const Facts& facts);
// By a temporary in `scratch` and a rename; flushed when `flush`. 0, or errno; EEXIST unless it may replace.
struct NewFile {
  int scratch, folder;
  const std::string& name;
  std::string_view bytes;
  bool replace = false, flush = true;
};
int write_file(const NewFile& file);

// What cannot be done with `where`, from errno: code folder-lost, permission, disk-full or folder-trouble.
Refusal trouble(int error, const std::string& doing, const std::string& where);

}  // namespace stp::watch
