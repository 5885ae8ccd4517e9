// A worker as `stp worker`, whose caged children do what a request's option "do" says: what a hostile file
// could make of a child that it has taken over.
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include "service/worker/worker_process.h"

using namespace stp;

namespace {

volatile std::uint64_t turns = 0;

void loop() {
  for (;;) turns = turns + 1;
}

std::uint64_t deeper(std::uint64_t depth) {  // used afterwards, so that it stays a recursion
  volatile char room[4096] = {};
  room[depth % sizeof room] = 1;
  if (turns > depth) return 0;  // never
  return deeper(depth + turns + 1) + static_cast<std::uint64_t>(room[0]);
}

void allocate() {
  std::vector<std::unique_ptr<char[]>> all;
  for (;;) {
    constexpr std::size_t some = 16 << 20;
    all.push_back(std::make_unique<char[]>(some));
  }
}

void try_call(std::string& told, const char* name, long outcome) {
  const int trouble = errno;
  told += std::string(name) +
          (outcome >= 0       ? " done"
           : trouble == EPERM ? " forbidden"
                              : " " + std::to_string(trouble)) +
          "\n";
}

// Each is tried by the system call itself: a library function may stop before it.
std::string tried() {
  std::string told;
  static char program[] = "/bin/true";
  char* words[] = {program, nullptr};
  sockaddr_in to{};
  to.sin_family = AF_INET;
  const auto at = [&](const char* name, long outcome) { try_call(told, name, outcome); };
  at("open to read", ::syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY));
  at("open to write", ::syscall(SYS_openat, AT_FDCWD, "/tmp/mischief", O_WRONLY | O_CREAT, 0600));
  at("open by number", ::syscall(SYS_open, "/etc/passwd", O_RDONLY));
  at("socket", ::syscall(SYS_socket, AF_INET, SOCK_STREAM, 0));
  at("local socket", ::syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, words));
  at("connect", ::syscall(SYS_connect, 3, &to, sizeof to));
  at("send", ::syscall(SYS_sendto, 3, program, 1, 0, nullptr, 0));
  at("run a program", ::syscall(SYS_execve, program, words, words));
  at("fork", ::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
  at("signal the parent", ::syscall(SYS_kill, ::getpid() - 1, SIGKILL));
  at("signal a thread", ::syscall(SYS_tgkill, 1, 1, SIGTERM));
  at("look into a process", ::syscall(SYS_ptrace, PTRACE_ATTACH, 1, 0, 0));
  at("write into a process", ::syscall(SYS_process_vm_writev, 1, nullptr, 0, nullptr, 0, 0));
  at("remove a file", ::syscall(SYS_unlink, "/tmp/mischief"));
  at("list a folder", ::syscall(SYS_getdents64, 3, words, sizeof words));
  at("memory to run",
     ::syscall(SYS_mmap, nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  at("more for itself", ::syscall(SYS_prlimit64, 0, RLIMIT_CPU, nullptr, words));
  at("another filter", ::syscall(SYS_seccomp, SECCOMP_SET_MODE_STRICT, 0, nullptr));
  at("a ring of calls", ::syscall(SYS_io_uring_setup, 1, words));
  at("memory of its own", ::syscall(SYS_memfd_create, "own", 0));
  return told;
}

Answer told(std::string words) {
  Answer answer;
  answer.summary = std::move(words);
  return answer;
}

Result<Answer> misbehave(const Pipeline& pipeline, const Request& request) {
  const auto what = request.option("do");
  if (what == "abort") std::abort();
  if (what == "crash") __builtin_trap();
  if (what == "loop") loop();
  if (what == "allocate") allocate();
  if (what == "recurse") turns = deeper(1);
  if (what == "throw") throw std::runtime_error("a mistake\nof ours");
  if (what == "be silent") ::_exit(0);
  if (what == "babble") return ::write(4, "nothing of ours", 15), ::_exit(0), Answer{};
  if (what == "say too much") return told(std::string(std::stoull(request.option("size")), 'x'));
  if (what == "write too much")
    for (const std::string much(1 << 20, 'x');;) ::write(4, much.data(), much.size());
  if (what == "try") return told(tried());
  if (what == "lie") {
    Answer answer;
    answer.documents.push_back({"text", "text/html", "a.txt", "<script>"});
    return answer;
  }
  return run_verb(pipeline, request);
}

}  // namespace

int main(int count, char** given) { return run_worker({given + 2, given + count}, misbehave); }
