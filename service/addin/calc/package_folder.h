// Where the installed extension lies, found by the library within it.
#pragma once

#include <string>

namespace stp::addin {

std::string package_folder();
// The texts the functions are declared by: STP_TEMPLATES where it is set, otherwise those of the extension.
std::string templates_folder();

}  // namespace stp::addin
