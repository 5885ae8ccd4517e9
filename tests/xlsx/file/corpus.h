// The collection of workbooks beside the repository (see its README); tests warn loudly where it is not
// there.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace stp::test {

std::filesystem::path corpus_folder();
// All workbooks, sorted by path; empty when the collection is absent.
std::vector<std::filesystem::path> corpus();
std::string bytes_of(const std::filesystem::path& path);

}  // namespace stp::test
