// Unpacking one member and packing a new archive around the members that stay.
#include <libdeflate.h>

#include <algorithm>
#include <cstring>

#include "xlsx/file/little_endian.h"
#include "xlsx/file/names.h"
#include "xlsx/file/trouble.h"
#include "xlsx/file/zip.h"

namespace stp::xlsx {

namespace {

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* one) const { libdeflate_free_decompressor(one); }
};
struct FreeCompressor {
  void operator()(libdeflate_compressor* one) const { libdeflate_free_compressor(one); }
};

// A fuzzer cannot guess checksums: its builds look behind them.
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
constexpr bool compares_checksums = false;
#else
constexpr bool compares_checksums = true;
#endif

bool inflate(std::string_view packed, Buffer& out) {
  static thread_local const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(
      libdeflate_alloc_decompressor());
  if (!decompressor) throw std::bad_alloc();
  std::size_t used = 0;
  return libdeflate_deflate_decompress_ex(decompressor.get(), packed.data(), packed.size(), out.bytes.get(),
                                          out.size, &used, nullptr) == LIBDEFLATE_SUCCESS &&
         used == packed.size();
}

std::string deflate(std::string_view text) {
  constexpr int level = 6;
  const std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor(libdeflate_alloc_compressor(level));
  if (!compressor) throw std::bad_alloc();
  std::string packed(libdeflate_deflate_compress_bound(compressor.get(), text.size()), '\0');
  packed.resize(
      libdeflate_deflate_compress(compressor.get(), text.data(), text.size(), packed.data(), packed.size()));
  return packed;
}

constexpr std::uint16_t utf8_name = 0x800;

// A member's local header with known sizes; its time and date are kept from the old one.
void put_local(std::string& out, std::string_view old, const Member& member) {
  put(out, 0x04034b50, 4);
  put(out, 20, 2);
  put(out, member.flags & utf8_name, 2);
  put(out, member.method, 2);
  out += old.substr(member.local + 10, 4);
  put(out, member.crc, 4);
  put(out, member.packed, 4);
  put(out, member.unpacked, 4);
  put(out, member.name.size(), 2);
  put(out, 0, 2);
  out += member.name;
}

// The directory entry, with the zip64 field left out: everything fits into 32 bits here.
void put_record(std::string& out, std::string_view old, const Member& member, std::size_t local,
                bool changed) {
  const std::size_t start = out.size();
  const std::size_t name_size = u16(old, member.record + 28), extra_size = u16(old, member.record + 30);
  out += old.substr(member.record, 46 + name_size);
  std::string_view extra = old.substr(member.record + 46 + name_size, extra_size);
  std::size_t kept = 0;
  while (extra.size() >= 4 && !changed) {
    const std::size_t size = std::min<std::size_t>(4u + u16(extra, 2), extra.size());
    if (u16(extra, 0) != 1) {
      out += extra.substr(0, size);
      kept += size;
    }
    extra.remove_prefix(size);
  }
  out += old.substr(member.record + 46 + name_size + extra_size, u16(old, member.record + 32));
  if (changed) put_at(out, start + 8, member.flags & utf8_name, 2);
  put_at(out, start + 10, member.method, 2);
  put_at(out, start + 16, member.crc, 4);
  put_at(out, start + 20, member.packed, 4);
  put_at(out, start + 24, member.unpacked, 4);
  put_at(out, start + 30, kept, 2);
  put_at(out, start + 42, local, 4);
}

}  // namespace

Result<Buffer> unpack(const Archive& archive, const Member& member) {
  const std::string_view packed = archive.bytes.substr(member.data, static_cast<std::size_t>(member.packed));
  Buffer out(static_cast<std::size_t>(member.unpacked));
  bool good = true;
  if (member.method == 0) {
    std::memcpy(out.bytes.get(), packed.data(), packed.size());
  } else {
    good = inflate(packed, out);
  }
  if (!good || (compares_checksums && libdeflate_crc32(0, out.bytes.get(), out.size) != member.crc)) {
    return refuse(damaged(in_part(archive.file, printable(member.name)),
                          "this part does not unpack to what it should"));
  }
  return out;
}

Result<std::string> rewritten(const Archive& archive, const std::vector<Change>& changes) {
  std::vector<const Change*> change_of(archive.members.size(), nullptr);
  for (const Change& change : changes) change_of[change.member] = &change;
  std::vector<std::size_t> order(archive.members.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](auto a, auto b) { return archive.members[a].local < archive.members[b].local; });

  std::string out;
  out.reserve(archive.bytes.size() + (64u << 10));
  std::vector<Member> members = archive.members;
  std::vector<std::size_t> locals(members.size());
  for (std::size_t i : order) {
    Member& member = members[i];
    locals[i] = out.size();
    if (const Change* change = change_of[i]; change == nullptr) {
      out += archive.bytes.substr(member.local, member.end - member.local);
    } else if (!change->drop) {
      const std::string packed = deflate(change->text);
      member.method = 8;
      member.crc = libdeflate_crc32(0, change->text.data(), change->text.size());
      member.packed = packed.size();
      member.unpacked = change->text.size();
      put_local(out, archive.bytes, member);
      out += packed;
    }
  }
  const std::size_t directory = out.size();
  std::size_t count = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (change_of[i] != nullptr && change_of[i]->drop) continue;
    put_record(out, archive.bytes, members[i], locals[i], change_of[i] != nullptr);
    ++count;
  }
  const std::size_t size = out.size() - directory;
  if (out.size() >= 0xffffffff || count >= 0xffff)
    return refuse(too_large(std::string(archive.file), "too many parts"));
  put(out, 0x06054b50, 4);
  put(out, 0, 4);
  put(out, count, 2);
  put(out, count, 2);
  put(out, size, 4);
  put(out, directory, 4);
  put(out, 0, 2);
  return out;
}

}  // namespace stp::xlsx
