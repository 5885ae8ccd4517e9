#include "service/addin/calc/menu/open_book.h"

#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/util/XModifiable.hpp>

#include <cstdlib>
#include <filesystem>

#include "service/addin/calc/texts.h"
#include "service/files/input_files.h"

namespace stp::addin {

using namespace office::uno;
namespace fs = std::filesystem;
using office::frame::XModel;
using office::frame::XStorable;

namespace {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "stp-open-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;  // mode 0700
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

bool changed(const Reference<XModel>& model) {
  const Reference<office::util::XModifiable> state(model, UNO_QUERY);
  return state.is() && state->isModified();
}

bool is_our_kind(const std::string& path) { return path.ends_with(".xlsx") || path.ends_with(".xlsm"); }

// "leeds.ods" -> "leeds.xlsx"
std::string name_as_xlsx(const std::string& path) {
  return path.empty() ? "unsaved.xlsx" : fs::path(path).stem().string() + ".xlsx";
}

Refusal not_saved(const std::string& why) {
  return {"not-saved", "The workbook cannot be saved for reading: " + why, "",
          "Save it yourself as .xlsx, then try again."};
}

Result<InputFile> saved_aside(const Reference<XModel>& model, const std::string& name) {
  const TemporaryFolder folder;
  if (folder.path().empty()) return refuse(not_saved("no temporary folder could be made."));
  const std::string path = (folder.path() / name).string();
  office::beans::PropertyValue filter;
  filter.Name = "FilterName";
  filter.Value <<= rtl::OUString("Calc MS Excel 2007 XML");
  try {
    const Reference<XStorable> storable(model, UNO_QUERY_THROW);
    storable->storeToURL(url_of_path(path), Sequence<office::beans::PropertyValue>(&filter, 1));
  } catch (const office::uno::Exception& trouble) {
    return refuse(not_saved(utf8(trouble.Message)));
  }
  return read_input(path);
}

}  // namespace

bool is_workbook(const Reference<XModel>& model) {
  return Reference<office::sheet::XSpreadsheetDocument>(model, UNO_QUERY).is();
}

Result<InputFile> bytes_on_screen(const Reference<XModel>& model) {
  const std::string path = path_of_url(model->getURL());
  if (is_our_kind(path) && !changed(model)) return read_input(path);
  return saved_aside(model, name_as_xlsx(path));
}

Result<InputFile> bytes_in_file(const Reference<XModel>& model) {
  const std::string path = path_of_url(model->getURL());
  if (!is_our_kind(path))
    return refuse({"not-a-return-file", "Only a workbook saved as .xlsx can be handed in.", path,
                   "Save it as .xlsx (Excel 2007-365) and hand that in."});
  if (changed(model))
    return refuse(
        {"not-saved", "The workbook has changes that are not saved.", path, "Save it, then hand it in."});
  return read_input(path);
}

}  // namespace stp::addin
