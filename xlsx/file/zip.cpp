#include "xlsx/file/zip.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "xlsx/file/little_endian.h"
#include "xlsx/file/names.h"
#include "xlsx/file/trouble.h"

namespace stp::xlsx {

namespace {

constexpr std::uint32_t sign_local = 0x04034b50, sign_central = 0x02014b50, sign_end = 0x06054b50;
constexpr std::uint32_t sign_end64 = 0x06064b50, sign_locator = 0x07064b50, sign_descriptor = 0x08074b50;
constexpr std::uint32_t full32 = 0xffffffff;
constexpr std::uint16_t full16 = 0xffff;
constexpr std::uint16_t encrypted = 1, has_descriptor = 8, strongly_encrypted = 64, masked = 8192;

struct Directory {
  std::uint64_t offset = 0, size = 0, count = 0;
  std::size_t end = 0;  // where the directory must have ended
};

class Reader {
 public:
  Reader(std::string_view bytes, std::string_view file, const Limits& limits)
      : bytes_(bytes), file_(file), limits_(limits) {}

  Result<Archive> read() {
    const auto directory = find_directory();
    if (!directory) return refuse(directory.error());
    Archive archive{bytes_, file_, {}};
    if (auto trouble = read_directory(*directory, archive.members)) return refuse(*trouble);
    for (Member& member : archive.members) {
      if (auto trouble = read_local(member)) return refuse(*trouble);
    }
    if (auto trouble = check_ranges(archive.members, *directory)) return refuse(*trouble);
    if (auto trouble = check_sizes(archive.members)) return refuse(*trouble);
    return archive;
  }

 private:
  using Trouble = std::optional<Refusal>;

  Refusal broken(std::string_view what) const { return damaged(std::string(file_), what); }
  Refusal broken(const Member& member, std::string_view what) const {
    return damaged(in_part(file_, printable(member.name)), what);
  }
  bool fits(std::uint64_t at, std::uint64_t size) const {
    return at <= bytes_.size() && size <= bytes_.size() - at;
  }

  Result<Directory> find_directory() const {
    constexpr std::size_t record = 22;
    if (bytes_.size() < record) return refuse(broken("it is too short to be a workbook"));
    const std::size_t last = bytes_.size() - record;
    const std::size_t first = last > full16 ? last - full16 : 0;
    for (std::size_t at = last + 1; at-- > first;) {
      if (u32(bytes_, at) == sign_end && at + record + u16(bytes_, at + 20) == bytes_.size())
        return read_end(at);
    }
    return refuse(broken("its end is missing, as if it had been cut off while being sent or saved"));
  }

  Result<Directory> read_end(std::size_t at) const {
    Directory directory{u32(bytes_, at + 16), u32(bytes_, at + 12), u16(bytes_, at + 10), at};
    if (u16(bytes_, at + 4) != 0 && u16(bytes_, at + 4) != full16)
      return refuse(broken("it is part of a split archive"));
    const bool asks_for_64 =
        directory.offset == full32 || directory.size == full32 || directory.count == full16;
    if (at >= 20 && u32(bytes_, at - 20) == sign_locator) {
      const std::uint64_t where = u64(bytes_, at - 12);
      if (!fits(where, 56) || where + 56 > at - 20 || u32(bytes_, where) != sign_end64) {
        return refuse(broken("its zip64 record is not where it should be"));
      }
      const Directory wide{u64(bytes_, where + 48), u64(bytes_, where + 40), u64(bytes_, where + 32), where};
      const bool agrees = (directory.offset == full32 || directory.offset == wide.offset) &&
                          (directory.size == full32 || directory.size == wide.size) &&
                          (directory.count == full16 || directory.count == wide.count);
      if (!agrees) return refuse(broken("its two end records disagree"));
      directory = wide;
    } else if (asks_for_64 && directory.count != full16) {
      return refuse(broken("its zip64 record is missing"));
    }
    if (!fits(directory.offset, directory.size) || directory.offset + directory.size > directory.end) {
      return refuse(broken("its directory lies outside the file"));
    }
    if (directory.count > limits_.members) return refuse(too_large(std::string(file_), "too many parts"));
    return directory;
  }

  Trouble read_directory(const Directory& directory, std::vector<Member>& members) const {
    std::size_t at = directory.offset;
    const std::size_t end = directory.offset + directory.size;
    std::unordered_set<std::string> seen;
    for (std::uint64_t i = 0; i < directory.count; ++i) {
      if (end - at < 46 || u32(bytes_, at) != sign_central) return broken("its directory is broken");
      Member member;
      member.record = at;
      member.record_size = 46u + u16(bytes_, at + 28) + u16(bytes_, at + 30) + u16(bytes_, at + 32);
      if (end - at < member.record_size) return broken("its directory is broken");
      if (auto trouble = read_record(member)) return trouble;
      if (!seen.insert(folded(member.name)).second) return broken(member, "two parts have this name");
      at += member.record_size;
      members.push_back(std::move(member));
    }
    if (at != end) return broken("its directory has a different length from what it says");
    return std::nullopt;
  }

  Trouble read_record(Member& member) const {
    const std::size_t at = member.record;
    member.flags = u16(bytes_, at + 8);
    member.method = u16(bytes_, at + 10);
    member.crc = u32(bytes_, at + 16);
    member.packed = u32(bytes_, at + 20);
    member.unpacked = u32(bytes_, at + 24);
    const std::size_t name_size = u16(bytes_, at + 28);
    member.name = std::string(bytes_.substr(at + 46, name_size));
    std::uint64_t local = u32(bytes_, at + 42);
    const std::string_view extra = bytes_.substr(at + 46 + name_size, u16(bytes_, at + 30));
    if (!widen(extra, {&member.unpacked, &member.packed, &local}))
      return broken(member, "its zip64 sizes are wrong");
    if (!is_safe_name(member.name)) return broken(member, "a part has a name that is not allowed");
    if (!fits(local, 30)) return broken(member, "it lies outside the file");
    if (member.flags & (encrypted | strongly_encrypted | masked)) {
      return Refusal{"password-protected", "A part of this file is encrypted.",
                     in_part(file_, printable(member.name)),
                     "Save the workbook without a password and send it again."};
    }
    if (member.method != 0 && member.method != 8)
      return broken(member, "it is packed in a way that is not used here");
    member.local = static_cast<std::size_t>(local);
    return std::nullopt;
  }

  // Replaces the values that say "see the zip64 field" by what stands there, in the field's fixed order.
  static bool widen(std::string_view extra, std::initializer_list<std::uint64_t*> values) {
    if (std::none_of(values.begin(), values.end(), [](auto* value) { return *value == full32; })) return true;
    while (extra.size() >= 4) {
      const std::size_t size = u16(extra, 2);
      if (extra.size() < 4 + size) return false;
      if (u16(extra, 0) != 1) {
        extra.remove_prefix(4 + size);
        continue;
      }
      std::string_view field = extra.substr(4, size);
      for (std::uint64_t* value : values) {
        if (*value != full32) continue;
        if (field.size() < 8) return false;
        *value = u64(field, 0);
        field.remove_prefix(8);
      }
      return true;
    }
    return false;
  }

  Trouble read_local(Member& member) const {
    const std::size_t at = member.local;
    if (u32(bytes_, at) != sign_local) return broken(member, "its header is missing");
    const std::size_t name_size = u16(bytes_, at + 26), extra_size = u16(bytes_, at + 28);
    if (!fits(at + 30, name_size + extra_size)) return broken(member, "its header is cut off");
    const std::uint16_t compared = encrypted | has_descriptor | strongly_encrypted | masked;
    if (bytes_.substr(at + 30, name_size) != member.name || u16(bytes_, at + 8) != member.method ||
        (u16(bytes_, at + 6) & compared) != (member.flags & compared)) {
      return broken(member, "its header and the directory disagree");
    }
    member.data = at + 30 + name_size + extra_size;
    if (!fits(member.data, member.packed)) return broken(member, "it is cut off");
    member.end = member.data + static_cast<std::size_t>(member.packed);
    return check_local_sizes(member, bytes_.substr(at + 30 + name_size, extra_size));
  }

  Trouble check_local_sizes(Member& member, std::string_view extra) const {
    std::uint64_t packed = u32(bytes_, member.local + 18), unpacked = u32(bytes_, member.local + 22);
    const std::uint32_t crc = u32(bytes_, member.local + 14);
    const bool widened = widen(extra, {&unpacked, &packed});
    const bool later = member.flags & has_descriptor;
    if (!widened && !later) return broken(member, "its zip64 sizes are wrong");
    auto same = [&](std::uint64_t here, std::uint64_t there) {
      return here == there || (later && (here == 0 || here == full32));
    };
    if (!same(crc, member.crc) || !same(packed, member.packed) || !same(unpacked, member.unpacked)) {
      return broken(member, "its header and the directory disagree");
    }
    if (later && !take_descriptor(member))
      return broken(member, "its trailing sizes and the directory disagree");
    return std::nullopt;
  }

  // The sizes that follow the bytes: with or without a signature, with 32 or 64 bits.
  bool take_descriptor(Member& member) const {
    for (unsigned signature : {4u, 0u}) {
      for (unsigned width : {4u, 8u}) {
        const std::size_t at = member.end, size = signature + 4 + 2 * width;
        if (!fits(at, size) || (signature != 0 && u32(bytes_, at) != sign_descriptor)) continue;
        if (u32(bytes_, at + signature) != member.crc ||
            number_at(bytes_, at + signature + 4, width) != member.packed ||
            number_at(bytes_, at + signature + 4 + width, width) != member.unpacked) {
          continue;
        }
        member.end += size;
        return true;
      }
    }
    return false;
  }

  Trouble check_ranges(const std::vector<Member>& members, const Directory& directory) const {
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    for (const Member& member : members) ranges.emplace_back(member.local, member.end);
    ranges.emplace_back(directory.offset, bytes_.size());
    std::sort(ranges.begin(), ranges.end());
    for (std::size_t i = 1; i < ranges.size(); ++i) {
      if (ranges[i].first < ranges[i - 1].second) return broken("two of its parts claim the same bytes");
    }
    return std::nullopt;
  }

  Trouble check_sizes(const std::vector<Member>& members) const {
    constexpr std::uint64_t deflate_most = 1032;  // no deflate stream yields more bytes for one
    std::uint64_t all = 0;
    for (const Member& member : members) {
      const std::string where = in_part(file_, printable(member.name));
      if (member.unpacked > limits_.member_bytes)
        return too_large(where, "this part is too large when unpacked");
      if (member.method == 0 && member.packed != member.unpacked) return broken(member, "its sizes disagree");
      if (member.unpacked > member.packed * deflate_most + 64)
        return broken(member, "it cannot be as large as it says");
      if (member.unpacked > limits_.ratio_from && member.unpacked / limits_.ratio > member.packed) {
        return too_large(where, "this part unpacks to far more than it should");
      }
      all += member.unpacked;
      if (all > limits_.all_bytes) return too_large(std::string(file_), "it is too large when unpacked");
    }
    return std::nullopt;
  }

  std::string_view bytes_, file_;
  const Limits& limits_;
};

}  // namespace

Result<Archive> open_archive(std::string_view bytes, std::string_view file, const Limits& limits) {
  return Reader(bytes, file, limits).read();
}

}  // namespace stp::xlsx
