#include "service/cli/command_line.h"

int main(int count, char** arguments) { return stp::run_command_line(count, arguments); }
