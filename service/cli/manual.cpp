// stp man: the manual page, from what the program declares. Hidden: the package is built with it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "service/cli/commands.h"
#include "service/cli/declared.h"
#include "service/cli/function_words.h"
#include "service/cli/io.h"
#include "service/files/read_functions.h"

namespace stp {

namespace {

// Text that stands for itself in a manual page.
std::string plain(const std::string& text) {
  std::string kept;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool starts_line = i == 0 || text[i - 1] == '\n';
    if (starts_line && (text[i] == '.' || text[i] == '\'')) kept += "\\&";
    if (text[i] == '\\')
      kept += "\\e";
    else if (text[i] == '-')
      kept += "\\-";
    else
      kept += text[i];
  }
  return kept;
}

std::string names_of(const DeclaredOption& option) {
  if (option.positional) return fmt::format("\\fI{}\\fR", plain(option.names[0]));
  std::string names;
  for (const auto& name : option.names)
    names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", plain(name));
  return option.flag ? names : names + " \\fIVALUE\\fR";
}

std::string use_of(const DeclaredCommand& command) {
  std::string use = fmt::format("\\fBstp {}\\fR", plain(command.name));
  bool optional = false;
  for (const auto& option : command.options) {
    if (!option.positional && !option.required) optional = true;
    if (!option.positional && option.required) use += " " + names_of(option);
    if (!option.positional) continue;
    const std::string name = names_of(option) + (option.many ? "..." : "");
    use += option.required ? " " + name : " [" + name + "]";
  }
  return use + (optional ? " [\\fIoptions\\fR]" : "");
}

std::string about(const DeclaredOption& option) {
  std::string text = option.sentence;
  if (!option.choices.empty() && text.find(option.choices.back()) == std::string::npos)
    text += fmt::format(" (one of: {})", fmt::join(option.choices, ", "));
  if (option.many && !option.positional && text.find("again") == std::string::npos)
    text += " (may be given again)";
  if (!option.environment.empty()) text += fmt::format(" (environment: {})", option.environment);
  return plain(text);
}

void write_command(const DeclaredCommand& command) {
  std::cout << ".SS " << use_of(command) << "\n" << plain(command.sentence) << "\n";
  for (const auto& option : command.options)
    if (option.names[0] != "--help")
      std::cout << ".TP\n" << names_of(option) << "\n" << about(option) << "\n";
}

void write_functions(const functions::Functions& table) {
  std::cout << ".SH FUNCTIONS\nEach is called as \\fBstp fn\\fR \\fINAME ARGUMENTS\\fR, and in a spreadsheet "
               "with the "
               "add\\-in as STP.NAME. A range is written as 60;40, with rows by |; \\(aq\\(aq leaves an "
               "argument out.\n";
  for (const auto& category : table.categories) {
    std::cout << ".SS " << plain(category.label) << "\n";
    for (const auto& function : table.all)
      if (function.category == category.code)
        std::cout << ".TP\n\\fB" << plain(usage_of(function)) << "\\fR\n" << plain(function.sentence) << "\n";
  }
}

constexpr const char* end_of_page = R"(.SH EXIT STATUS
.TP
0
done
.TP
1
done, and errors were found
.TP
2
refused, with the reason
.TP
64
wrong usage
.TP
70
a defect of the program
.TP
75
the database cannot be reached or used just now: worth trying again
.SH ENVIRONMENT
.TP
\fBSTP_TEMPLATES\fR
folder of the texts with lines, rules and layout; without it those beside the program
.TP
\fBSTP_SERVICE\fR, \fBSTP_KEY\fR
address of a service, and an API key for it: where the source of a function is "service"
.SH FILES
.TP
\fI/etc/stp/stp.conf\fR
options of the service as the package starts it
.TP
\fI/var/lib/stp\fR
its database and everything handed in
.TP
\fI/usr/share/stp/templates\fR
lines, formulas, rules and layout
.TP
\fI/usr/share/doc/stp\fR
what an operator needs, and an example of a proxy's configuration
)";

int write_manual(const CLI::App& app) {
  const auto table = read_functions();
  if (!table) return refused(table.error());
  std::cout << "'\\\" -*- coding: UTF-8 -*-\n"
            << fmt::format(".TH STP 1 \"\" \"stp {}\" \"User commands\"\n", STP_VERSION)
            << ".SH NAME\nstp \\- fills, checks and consolidates returns of finance, activity and workforce\n"
            << ".SH SYNOPSIS\n\\fBstp\\fR \\fICOMMAND\\fR [\\fIoptions\\fR]\n"
            << ".SH DESCRIPTION\n"
            << plain(app.get_description()) << "\n.SH COMMANDS\n";
  for (const auto& command : declared_commands(app)) write_command(command);
  write_functions(*table);
  std::cout << end_of_page;
  return std::cout.flush() ? 0 : 2;
}

}  // namespace

void declare_man(CLI::App& app, int& exit_code) {
  auto* command = app.add_subcommand("man", "Write the manual page")->group("");
  command->callback([&app, &exit_code] { exit_code = write_manual(app); });
}

}  // namespace stp
