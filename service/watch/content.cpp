#include "service/watch/content.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <optional>

#include "service/watch/names.h"

namespace stp::watch {

namespace {

std::optional<std::string> read_at(int file, std::int64_t at, std::size_t most) {
  std::string bytes(most, '\0');
  std::size_t size = 0;
  while (size < most) {
    const ssize_t got = ::pread(file, bytes.data() + size, most - size, at + static_cast<std::int64_t>(size));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  bytes.resize(size);
  return bytes;
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = width; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

constexpr std::string_view end_mark{"PK\5\6", 4}, wide_end_mark{"PK\6\6", 4}, wide_locator_mark{"PK\6\7", 4},
    directory_mark{"PK\1\2", 4};
constexpr std::size_t end_size = 22, locator_size = 20;

bool stands_at(int file, std::uint64_t at, std::uint64_t before, std::string_view mark) {
  if (at > before || before - at < mark.size()) return false;
  return read_at(file, static_cast<std::int64_t>(at), mark.size()) == mark;
}

// The end record reaches exactly to the end of the file and points at a directory that is there.
bool sound_end(int file, std::int64_t size) {
  const std::int64_t from =
      std::max<std::int64_t>(0, size - 65'535 - static_cast<std::int64_t>(end_size + locator_size));
  const auto tail = read_at(file, from, static_cast<std::size_t>(size - from));
  if (!tail) return false;
  for (std::size_t at = tail->rfind(end_mark); at != tail->npos;
       at = at == 0 ? tail->npos : tail->rfind(end_mark, at - 1)) {
    if (tail->size() - at < end_size || number_at(*tail, at + 20, 2) != tail->size() - at - end_size)
      continue;
    const std::uint64_t place = static_cast<std::uint64_t>(from) + at;
    const std::uint64_t directory = number_at(*tail, at + 16, 4);
    if (directory != 0xffffffff) return stands_at(file, directory, place, directory_mark);
    return at >= locator_size && tail->compare(at - locator_size, 4, wide_locator_mark) == 0 &&
           stands_at(file, number_at(*tail, at - locator_size + 8, 8), place, wide_end_mark);
  }
  return false;
}

// The name's length, the name in 54 (Excel) or 53 (Word) bytes, the length again, the name in 16-bit
// characters.
bool is_owner_file(std::string_view head, std::int64_t size) {
  const std::size_t room = size == 165 ? 54 : size == 162 ? 53 : 0;
  if (room == 0 || head.size() < room + 3) return false;
  const auto length = static_cast<unsigned char>(head[0]);
  return length >= 1 && length <= room && number_at(head, room + 1, 2) == length;
}

}  // namespace

Content content_of(int file, std::int64_t size, std::string_view name) {
  const auto head = read_at(file, 0, 64);
  if (!head) return Content::unreadable;
  if (is_owner_file(*head, size)) return Content::owner_file;
  if (head->starts_with("PK")) return sound_end(file, size) ? Content::complete : Content::unfinished;
  // Some copying programs take the room first and fill it afterwards.
  const bool kept_free = !head->empty() && head->find_first_not_of('\0') == head->npos;
  return kept_free && workbook_name(name) ? Content::unfinished : Content::complete;
}

std::string named_in_owner_file(int file, std::string_view owner_name) {
  const auto head = read_at(file, 0, 256);
  if (!head || head->empty()) return "";
  if (owner_name.starts_with("~$"))
    return shown(head->substr(1, std::min<std::size_t>(static_cast<unsigned char>((*head)[0]), 54)));
  const std::size_t from = head->starts_with(",") ? 1 : 0;  // LibreOffice: name, user, computer, time
  return shown(head->substr(from, std::min(head->find(',', from), head->size()) - from));
}

bool open_for_writing(int file) {
  // A reader's lease is only given while nobody writes. Its breaking must not end the process, as SIGIO
  // would.
  if (::fcntl(file, F_SETSIG, SIGURG) != 0) return false;
  if (::fcntl(file, F_SETLEASE, F_RDLCK) != 0) return errno == EAGAIN;
  ::fcntl(file, F_SETLEASE, F_UNLCK);
  return false;
}

}  // namespace stp::watch
