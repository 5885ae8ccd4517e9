#include <array>

#include "service/addin/excel/excel.h"
#include "service/addin/excel/files.h"
#include "service/addin/excel/install_page.h"
#include "service/addin/excel/manifest.h"
#include "service/addin/excel/metadata.h"
#include "service/addin/excel/task_pane.h"
#include "service/api/answers.h"
#include "service/api/function_json.h"
#include "service/http/limits.h"
#include "service/report/page.h"
#include "service/web/account/pages.h"
#include "service/web/assets.h"

namespace stp::excel {

namespace {

// Excel's own script library: its maker serves it from here and nowhere else, and Excel needs it.
constexpr const char* library_host = "appsforoffice.microsoft.com";

// Where Excel on the web shows panes in; Excel on a computer shows them in no page at all.
constexpr std::array hosts_of_excel{"https://*.officeapps.live.com", "https://*.office.com",
                                    "https://*.office365.com",       "https://*.sharepoint.com",
                                    "https://*.cloud.microsoft",     "https://onedrive.live.com"};

// As narrow as the library permits: its scripts come from its own host, everything else from this service.
std::string pane_policy() {
  std::string frames = "'self'";
  for (const char* host : hosts_of_excel) frames += std::string(" ") + host;
  return std::string("default-src 'none'; script-src 'self' https://") + library_host +
         "; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; "
         "frame-ancestors " +
         frames;
}

HttpAnswer pane() {
  PageValues values;
  values.set("STYLE", asset_path("main.css"));
  values.set("ICON", asset_path("icon.svg"));
  values.set("OFFICE", std::string("https://") + library_host + "/lib/1/hosted/office.js");
  values.set("LIBRARY_HOST", library_host);
  HttpAnswer answer;
  answer.body = fill_page("excel_task_pane", task_pane, values);
  answer.headers = {{"Content-Security-Policy", pane_policy()}, {"X-Frame-Options", ""}};
  return answer;
}

// Excel on the web reads the table and the icons from pages of its own.
void open_to_other_sites(HttpAnswer& answer) {
  answer.headers.emplace_back("Access-Control-Allow-Origin", "*");
  answer.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
}

HttpAnswer manifest_answer(const HttpRequest& request, const AddIn& add_in) {
  auto text = manifest(base_url(request, add_in.public_url), add_in.version);
  if (!text) return problem(409, text.error());
  HttpAnswer answer{200, "application/xml; charset=utf-8", std::move(*text)};
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"stp-returns-excel.xml\"");
  return answer;
}

HttpAnswer metadata_answer(const HttpRequest& request, const AddIn& add_in) {
  HttpAnswer answer{200, "application/json", metadata(add_in.table, base_url(request, add_in.public_url))};
  open_to_other_sites(answer);
  return answer;
}

Route at(std::string pattern, std::string name, std::string summary, PageHandle handle) {
  return shows(std::move(pattern), std::move(name), std::move(summary), Need::anyone, std::move(handle));
}

HttpAnswer file_answer(const HttpRequest& request, const File& file) {
  HttpAnswer answer{200, file.media_type, std::string(file.bytes)};
  answer.headers.emplace_back("Cache-Control", "public, no-cache");
  if (file.media_type == "image/png") open_to_other_sites(answer);
  return tagged(request, std::move(answer));
}

Routes file_routes() {
  Routes all;
  for (const File& file : files())
    all.push_back(at(file.path, "file " + file.path, "A script or an icon of the add-in for Excel",
                     [file](const HttpRequest& request) { return file_answer(request, file); }));
  return all;
}

}  // namespace

Routes routes(const AddIn& add_in) {
  const CallLimits limits{most_function_calls, most_function_cells, HttpLimits{}.form_bytes * 9 / 10};
  Routes all = file_routes();
  all.push_back(at("/excel", "excel", "The add-in for Excel: how to install it, and its functions",
                   [add_in](const HttpRequest& request) { return install_page(request, add_in); }));
  all.push_back(at("/excel/manifest.xml", "excel-manifest", "What Excel installs",
                   [add_in](const HttpRequest& request) { return manifest_answer(request, add_in); }));
  all.push_back(at("/excel/functions.json", "excel-functions", "The functions, for Excel's wizard",
                   [add_in](const HttpRequest& request) { return metadata_answer(request, add_in); }));
  all.push_back(at("/excel/task-pane.html", "excel-task-pane", "The pane beside the workbook",
                   [](const HttpRequest&) { return pane(); }));
  all.push_back(at("/excel/scripts/table.js", "excel-table", "The functions the pane's script binds",
                   [script = table_script(add_in.table, limits)](const HttpRequest& request) {
                     return tagged(request, {200, "text/javascript; charset=utf-8", script});
                   }));
  return all;
}

}  // namespace stp::excel
