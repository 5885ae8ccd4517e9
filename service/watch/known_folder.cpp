#include "service/watch/known_folder.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <random>

#include "calc/base/sha256.h"
#include "service/store/durable_file.h"
#include "service/watch/folder.h"

namespace stp::watch {

namespace {

namespace fs = std::filesystem;

std::string whole_path(const std::string& folder) {
  std::string path = fs::absolute(folder).lexically_normal().string();
  while (path.size() > 1 && path.ends_with("/")) path.pop_back();
  return path;
}

std::string folder_of_records(const std::string& data) { return data + "/watched"; }

std::string record_of(const std::string& data, const std::string& folder) {
  return folder_of_records(data) + "/" + sha256(whole_path(folder));
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

Result<std::string> known_mark(const std::string& data, const std::string& folder) {
  const std::string record = record_of(data, folder);
  if (const auto text = whole_file(record)) return first_line(*text);
  std::error_code error;
  if (fs::status(record, error).type() == fs::file_type::not_found) return std::string();
  return refuse({"permission", "It cannot be read which folders were watched before.", record,
                 "Give the service's user the right to read it. It is tried again by itself."});
}

Result<void> remember_mark(const std::string& data, const std::string& folder, const std::string& mark) {
  if (auto made = stp::make_folder(folder_of_records(data)); !made) return made;
  const auto written = write_durably(record_of(data, folder), mark + "\n" + whole_path(folder) + "\n");
  return written ? flush_folder(folder_of_records(data)) : written;
}

std::string new_mark() {
  std::random_device random;
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

std::string mark_in(int file) {
  std::array<char, 64> text{};
  const ssize_t got = ::pread(file, text.data(), text.size(), 0);
  return got <= 0 ? "" : first_line(std::string(text.data(), static_cast<std::size_t>(got)));
}

Refusal not_the_known_one(const std::string& folder) {
  return {
      "folder-lost",
      "Something else lies here than was watched before: its mark (" + mark_name + ") is missing or another.",
      folder,
      "Is the share unmounted? It is taken up again by itself when it returns. To begin anew here on "
      "purpose: put an empty file " +
          mark_name + " into it."};
}

std::optional<Refusal> strange_folder(const std::string& data, const std::string& folder) {
  const auto known = known_mark(data, folder);
  if (!known) return known.error();
  if (known->empty()) return {};
  const Descriptor root = open_path(folder);
  const Descriptor file = open_to_read(root.number(), mark_name);
  if (!file && errno != ENOENT) return trouble(errno, "read", folder + "/" + mark_name);
  const std::string mark = file ? mark_in(file.number()) : "";
  if (file && (mark.empty() || mark == *known)) return {};
  return not_the_known_one(folder);
}

}  // namespace stp::watch
