// LibreOffice's texts and addresses, and ours.
#pragma once

#include <string>
#include <string_view>

namespace rtl {
class OUString;
}

namespace stp::addin {

std::string utf8(const rtl::OUString& text);
rtl::OUString office_text(std::string_view utf8);
std::string path_of_url(const rtl::OUString& url);  // "": no file of this machine
rtl::OUString url_of_path(const std::string& path);

}  // namespace stp::addin
