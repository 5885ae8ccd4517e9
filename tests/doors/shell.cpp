#include "tests/doors/shell.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace doors {
namespace fs = std::filesystem;

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "stp-test-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder can be made");
  path_ = name;
}
Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void make_demonstration(const Folder& folder) {
  const auto made = run("$SOURCE/service/demo/demo.sh $STP $PWD/demo 2>&1", folder);
  if (made.exit_code != 0) throw std::runtime_error("no demonstration: " + made.out);
}

std::string serve_and(const std::string& options) {
  return "$STP serve " + options + R"SH( --data data --port 0 >log 2>&1 & pid=$!
trap 'kill -TERM $pid; wait $pid || true' EXIT
for i in $(seq 300); do grep -q '^Serving on' log && break; sleep 0.2; done
base=$(sed -n 's,^Serving on \(.*\)/$,\1,p' log)
export PYTHONDONTWRITEBYTECODE=1
)SH";
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

Ran run(const std::string& command, const Folder& folder, int seconds) {
  const Folder said;
  write(said.path() / "command", command);
  const std::string line = "cd '" + folder.path().string() +
                           "' && STP='" STP_BINARY "' SOURCE='" STP_SOURCE_DIR
                           "' STP_TEMPLATES=\"${STP_TEMPLATES:-" STP_SOURCE_DIR "/templates}\" timeout " +
                           std::to_string(seconds) + " bash '" + said.file("command") + "' >'" +
                           said.file("out") + "' 2>'" + said.file("err") + "' </dev/null";
  const int status = std::system(line.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(said.path() / "out"), read(said.path() / "err")};
}

}  // namespace doors
