// What lies where nothing is taken, so that it is told of rather than passed over for ever.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace stp::watch {

// Names below an open folder: files, and with a slash behind them folders that hold a file at any depth, but
// for those `expected`, and what programs and file systems keep for themselves.
std::vector<std::string> misplaced_in(int folder,
                                      const std::function<bool(const std::string& name)>& expected);

}  // namespace stp::watch
