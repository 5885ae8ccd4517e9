// LibreOffice's texts and ours.
#pragma once

#include <string>
#include <string_view>

namespace rtl {
class OUString;
}

namespace stp::addin {

std::string utf8(const rtl::OUString& text);
rtl::OUString office_text(std::string_view utf8);

}  // namespace stp::addin
