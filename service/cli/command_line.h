// The command line door: arguments in, exit code out. Converts and nothing more; the work is the pipeline's.
#pragma once

namespace stp {

// 0 done, 1 done and errors were found, 2 refused, 64 wrong usage, 70 a defect of ours.
int run_command_line(int count, char** arguments);

}  // namespace stp
