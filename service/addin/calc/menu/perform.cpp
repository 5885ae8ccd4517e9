#include "service/addin/calc/menu/perform.h"

#include <com/sun/star/frame/XComponentLoader.hpp>
#include <com/sun/star/sheet/XCalculatable.hpp>
#include <map>

#include "service/addin/calc/document_figures.h"
#include "service/addin/calc/menu/busy.h"
#include "service/addin/calc/menu/changes.h"
#include "service/addin/calc/menu/open_book.h"
#include "service/addin/calc/menu/settings.h"
#include "service/addin/calc/texts.h"
#include "service/disk/files.h"
#include "service/files/input_files.h"

namespace stp::addin {

using namespace office::uno;

namespace {

using Act = Result<std::string> (*)(const Pipeline&, const Window&);
const std::string thought_better;

Result<std::string> finish(const Window& window, const std::string& title, Result<Outcome> outcome) {
  if (!outcome) return refuse(outcome.error());
  if (outcome->table || !outcome->writes.empty()) {
    const OneUndo undo(window.model(), title);
    if (!outcome->writes.empty()) write_cells(window, outcome->writes);
    if (outcome->table) show_table(window, *outcome->table);
  }
  return outcome->summary;
}

// A verb over the open workbook.
template <class Verb>
Result<std::string> over_workbook(const Window& window, const std::string& title, Verb verb) {
  auto workbook = bytes_on_screen(window.model());
  if (!workbook) return refuse(workbook.error());
  return finish(window, title, run_busy(window, title, [&](Progress&) { return verb(*workbook); }));
}

Result<std::string> check(const Pipeline& pipeline, const Window& window) {
  return over_workbook(window, "Check this workbook",
                       [&](const InputFile& book) { return check_workbook(pipeline, book); });
}

Result<std::string> fill(const Pipeline& pipeline, const Window& window) {
  return over_workbook(window, "Fill reference values",
                       [&](const InputFile& book) { return fill_workbook(pipeline, book); });
}

Result<std::string> calculate(const Pipeline& pipeline, const Window& window) {
  const Reference<office::sheet::XCalculatable> book(window.model(), UNO_QUERY_THROW);
  book->calculateAll();
  return over_workbook(window, "Calculate",
                       [&](const InputFile& one) { return calculate_workbook(pipeline, one); });
}

Result<std::string> compare(const Pipeline& pipeline, const Window& window) {
  const std::string other = window.choose_file("File", "Compare with which workbook?");
  if (other.empty()) return thought_better;
  auto before = read_input(other);
  if (!before) return refuse(before.error());
  return over_workbook(window, "Compare",
                       [&](const InputFile& book) { return compare_workbook(pipeline, book, *before); });
}

void open_file(const Window& window, const std::string& path) {
  const Reference<office::frame::XComponentLoader> desktop(window.make("com.sun.star.frame.Desktop"),
                                                           UNO_QUERY_THROW);
  desktop->loadComponentFromURL(url_of_path(path), "_blank", 0, Sequence<office::beans::PropertyValue>());
}

Result<std::string> consolidate(const Pipeline& pipeline, const Window& window) {
  const std::string folder = window.choose_folder("Folder", "Which folder holds the returns?");
  if (folder.empty()) return thought_better;
  auto outcome = run_busy(window, "Consolidate a folder",
                          [&](Progress& progress) { return consolidate_folder(pipeline, folder, progress); });
  if (!outcome) return refuse(outcome.error());
  const std::string path =
      window.choose_where_to_save("Output", "Save the total as", outcome->file->file_name);
  if (path.empty()) return thought_better;
  if (auto written = write_file(path, outcome->file->bytes); !written) return refuse(written.error());
  if (!window.quiet()) open_file(window, path);
  return outcome->summary;
}

Result<std::string> settings(const Pipeline&, const Window& window) {
  ServiceAddress address = read_settings(window);
  if (!window.quiet() && !ask_settings(window, address)) return thought_better;
  keep_settings(window, address);
  return std::string("The service settings are kept in your LibreOffice profile.");
}

Result<std::string> submit(const Pipeline&, const Window& window) {
  auto workbook = bytes_in_file(window.model());
  if (!workbook) return refuse(workbook.error());
  ServiceAddress address = read_settings(window);
  if (address.url.empty() || address.key.empty()) {
    if (window.quiet() || !ask_settings(window, address))
      return refuse({"no-service", "No service is set.", "",
                     "Enter its address and your key under STP, Service settings."});
    keep_settings(window, address);
  }
  return finish(window, "Submit", run_busy(window, "Submit to the service", [&](Progress& progress) {
                  return submit_workbook(address, *workbook, progress);
                }));
}

const std::map<std::string, Act>& actions() {
  static const std::map<std::string, Act> all{{"check", check},
                                              {"fill", fill},
                                              {"calculate", calculate},
                                              {"compare", compare},
                                              {"consolidate", consolidate},
                                              {"submit", submit},
                                              {"settings", settings}};
  return all;
}

}  // namespace

bool known_action(const std::string& action) { return actions().count(action) != 0; }

Result<std::string> perform(const std::string& action, const Window& window) {
  if (!is_workbook(window.model()))
    return refuse({"no-workbook", "No workbook is open in this window.", "", "Open one, then try again."});
  const Result<Pipeline>& pipeline = pipeline_of_package();
  if (!pipeline) return refuse(pipeline.error());
  return actions().at(action)(*pipeline, window);
}

}  // namespace stp::addin
