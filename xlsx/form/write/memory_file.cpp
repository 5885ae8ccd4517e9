#include "xlsx/form/write/memory_file.h"

#include <fcntl.h>
#include <minizip/zip.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace stp::xlsx {

namespace {

constexpr std::string_view folder = "/proc/self/fd/";

std::FILE* stream_of(int descriptor) {
  if (descriptor < 0) return nullptr;
  std::FILE* stream = ::fdopen(descriptor, "w+b");
  if (stream == nullptr) ::close(descriptor);
  return stream;
}

// A MemoryFile by its path; the zip writer closes what it gets, so it gets a second descriptor.
voidpf open_in_memory(voidpf, const char* path, int) {
  if (!std::string_view(path).starts_with(folder)) return nullptr;
  return stream_of(::fcntl(std::atoi(path + folder.size()), F_DUPFD_CLOEXEC, 0));
}

}  // namespace

MemoryFile::MemoryFile() : descriptor_(::memfd_create("workbook", MFD_CLOEXEC)) {}

MemoryFile::~MemoryFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string MemoryFile::path() const { return std::string(folder) + std::to_string(descriptor_); }

std::string MemoryFile::bytes() const {
  const off_t size = ::lseek(descriptor_, 0, SEEK_END);
  if (size <= 0) return {};
  std::string all(static_cast<std::size_t>(size), '\0');
  std::size_t done = 0;
  while (done < all.size()) {
    const ssize_t got = ::pread(descriptor_, all.data() + done, all.size() - done, static_cast<off_t>(done));
    if (got <= 0) return {};
    done += static_cast<std::size_t>(got);
  }
  return all;
}

}  // namespace stp::xlsx

// These two stand in front of the shared libraries' own: a program's symbols come before a library's. Where a
// linker did otherwise, workbooks would still be written, by temporary files; a test watches for it.
extern "C" {

zipFile zipOpen(const char* path, int append) {
  zlib_filefunc_def functions;
  fill_fopen_filefunc(&functions);
  functions.zopen_file = stp::xlsx::open_in_memory;
  return zipOpen2(path, append, nullptr, &functions);
}

std::FILE* lxw_tmpfile(char*) { return stp::xlsx::stream_of(::memfd_create("part", MFD_CLOEXEC)); }

}  // extern "C"
