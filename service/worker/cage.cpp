#include "service/worker/cage.h"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <new>
#include <stdexcept>

namespace stp {

namespace {

constexpr rlim_t most_descriptors = 16;  // what writing a workbook in memory needs, and a few more

void must(bool held) {
  if (!held) ::_exit(cage_exits::no_cage);
}

void limit(__rlimit_resource_t what, rlim_t soft, rlim_t hard) {
  const rlimit both{soft, hard};
  must(::setrlimit(what, &both) == 0);
}

}  // namespace

// Everything that is not named is refused with EPERM. A call that names a path, an address or a process is
// not here.
struct Cage::Filter {
  scmp_filter_ctx context = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  ~Filter() { seccomp_release(context); }

  void allow(int call) { keep(seccomp_rule_add(context, SCMP_ACT_ALLOW, call, 0)); }
  void allow_when(int call, scmp_arg_cmp argument) {
    keep(seccomp_rule_add(context, SCMP_ACT_ALLOW, call, 1, argument));
  }
  static void keep(int outcome) {
    if (outcome != 0) throw std::runtime_error("the filter of system calls cannot be made");
  }
};

Cage::Cage(const WorkerLimits& limits) : limits_(limits), filter_(std::make_unique<Filter>()) {
  if (filter_->context == nullptr) throw std::bad_alloc();
  for (const int call : {SCMP_SYS(read),          SCMP_SYS(pread64),
                         SCMP_SYS(write),         SCMP_SYS(lseek),
                         SCMP_SYS(close),         SCMP_SYS(fstat),
                         SCMP_SYS(memfd_create),  SCMP_SYS(munmap),
                         SCMP_SYS(mremap),        SCMP_SYS(brk),
                         SCMP_SYS(madvise),       SCMP_SYS(futex),
                         SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
                         SCMP_SYS(time),          SCMP_SYS(getrandom),
                         SCMP_SYS(getpid),        SCMP_SYS(gettid),
                         SCMP_SYS(sched_yield),   SCMP_SYS(rt_sigprocmask),
                         SCMP_SYS(rt_sigreturn),  SCMP_SYS(restart_syscall),
                         SCMP_SYS(exit),          SCMP_SYS(exit_group)})
    filter_->allow(call);
  filter_->allow_when(SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  filter_->allow_when(SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  filter_->allow_when(SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_EQ, F_GETFL));
  filter_->allow_when(SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_EQ, F_DUPFD_CLOEXEC));
}

Cage::~Cage() = default;

void Cage::enter() const {
  limit(RLIMIT_CORE, 0, 0);
  limit(RLIMIT_NOFILE, most_descriptors, most_descriptors);
  limit(RLIMIT_FSIZE, limits_.answer_bytes, limits_.answer_bytes);
  limit(RLIMIT_CPU, limits_.cpu_seconds, limits_.cpu_seconds + 1);
  if (!sanitized) limit(RLIMIT_AS, limits_.memory_bytes, limits_.memory_bytes);
  std::set_new_handler([] { ::_exit(cage_exits::no_memory); });
  must(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
  must(seccomp_load(filter_->context) == 0);
}

}  // namespace stp
