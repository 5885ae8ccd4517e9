#include "service/addin/calc/texts.h"

#include <osl/file.hxx>
#include <rtl/ustring.hxx>

namespace stp::addin {

std::string utf8(const rtl::OUString& text) {
  const rtl::OString bytes = rtl::OUStringToOString(text, RTL_TEXTENCODING_UTF8);
  return {bytes.getStr(), static_cast<std::size_t>(bytes.getLength())};
}

rtl::OUString office_text(std::string_view utf8) {
  return {utf8.data(), static_cast<sal_Int32>(utf8.size()), RTL_TEXTENCODING_UTF8};
}

std::string path_of_url(const rtl::OUString& url) {
  rtl::OUString path;
  if (osl::FileBase::getSystemPathFromFileURL(url, path) != osl::FileBase::E_None) return "";
  return utf8(path);
}

rtl::OUString url_of_path(const std::string& path) {
  rtl::OUString url;
  osl::FileBase::getFileURLFromSystemPath(office_text(path), url);
  return url;
}

}  // namespace stp::addin
