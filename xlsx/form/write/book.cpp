#include "xlsx/form/write/book.h"

#include <xlsxwriter.h>

#include <map>

#include "xlsx/form/write/memory_file.h"
#include "xlsx/form/write/sheet_writer.h"

namespace stp::xlsx {

namespace {

// 1 June 2016, noon: the same for ever, so that the same workbook has the same bytes.
constexpr time_t always = 1'464'782'400;

void set_properties(lxw_workbook* book, const BookProperties& properties) {
  BookProperties words = properties;
  lxw_doc_properties library = {};
  library.title = words.title.data();
  library.subject = words.subject.data();
  library.author = words.author.data();
  library.comments = words.comments.data();
  library.created = always;
  must(workbook_set_properties(book, &library), "properties");
}

}  // namespace

struct BookWriter::Inner {
  MemoryFile file;
  lxw_workbook* book = nullptr;
  std::shared_ptr<Formats> formats;
};

BookWriter::BookWriter(const BookProperties& properties) : inner_(std::make_unique<Inner>()) {
  inner_->book = workbook_new(inner_->file.path().c_str());
  if (!inner_->book) throw std::bad_alloc();
  inner_->formats = std::make_shared<Formats>(inner_->book);
  set_properties(inner_->book, properties);
}

BookWriter::~BookWriter() {
  if (inner_->book) lxw_workbook_free(inner_->book);
}

SheetWriter BookWriter::add_sheet(const std::string& name) {
  must(workbook_validate_sheet_name(inner_->book, name.c_str()), "sheet name " + name);
  lxw_worksheet* sheet = workbook_add_worksheet(inner_->book, name.c_str());
  if (!sheet) throw std::bad_alloc();
  return SheetWriter(std::make_shared<SheetWriter::Inner>(SheetWriter::Inner{sheet, name, inner_->formats}));
}

void BookWriter::define_name(const std::string& name, const std::string& refers_to) {
  must(workbook_define_name(inner_->book, name.c_str(), ("=" + refers_to).c_str()), "name " + name);
}

void BookWriter::property(const std::string& name, const std::string& value) {
  must(workbook_set_custom_property_string(inner_->book, name.c_str(), value.c_str()), "property " + name);
}

Result<std::string> BookWriter::finish() {
  lxw_workbook* book = inner_->book;
  inner_->book = nullptr;  // closing frees it, whether or not it succeeds
  const lxw_error error = workbook_close(book);
  std::string bytes = error == LXW_NO_ERROR ? inner_->file.bytes() : std::string();
  if (!bytes.empty()) return bytes;
  return refuse({"workbook-not-written", "The workbook could not be written.",
                 error == LXW_NO_ERROR ? "memory file" : lxw_strerror(error),
                 "Check that there is free memory and free space for temporary files."});
}

}  // namespace stp::xlsx
