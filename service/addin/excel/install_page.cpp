#include "service/addin/excel/install_page.h"

#include "service/addin/excel/manifest.h"
#include "service/web/account/pages.h"

namespace stp::excel {

namespace {

std::string signature(const functions::Function& function) {
  std::string names;
  for (const auto& parameter : function.parameters)
    names += (names.empty() ? "" : ", ") + (parameter.optional ? "[" + parameter.name + "]" : parameter.name);
  return "=" + std::string(function_prefix) + "." + function.name + "(" + names + ")";
}

std::string sentence_of(const functions::Parameter& parameter) {
  return parameter.name + ": " + parameter.sentence;
}

Html function_shown(const functions::Function& function) {
  std::vector<Html> parameters;
  for (const auto& parameter : function.parameters) parameters.push_back(escaped(sentence_of(parameter)));
  return heading(3, function.label, function.command()) + paragraph(code(signature(function))) +
         paragraph(function.sentence) + (parameters.empty() ? Html() : list(parameters));
}

Html how_to(const HttpRequest& request, const AddIn& add_in) {
  const auto ready = manifest(base_url(request, add_in.public_url), add_in.version);
  const Html file = ready ? paragraph(link("/excel/manifest.xml", "Download the manifest"))
                          : warning_callout("Not ready yet",
                                            paragraph(ready.error().sentence + " " + ready.error().remedy));
  return paragraph(
             "Excel installs an add-in from one small file, its manifest, which says where everything else "
             "is: on this service.",
             "nhsuk-body-l") +
         file +
         list(
             {escaped("For everybody: an administrator of Microsoft 365 uploads the manifest under Settings, "
                      "Integrated apps."),
              escaped("For one network: put it into a shared folder; in Excel add that folder under Options, "
                      "Trust "
                      "Center, Trusted Add-in Catalogs, then choose it under Home, Add-ins."),
              escaped("In Excel on the web: Home, Add-ins, More Add-ins, Upload My Add-in.")}) +
         paragraph(
             "The button STP returns then stands on the tab Home. The pane asks for an API key, which is "
             "made "
             "on the account page; the functions of amounts work without one.");
}

}  // namespace

HttpAnswer install_page(const HttpRequest& request, const AddIn& add_in) {
  Page shown{.title = "The add-in for Excel", .tab = Tab::templates};
  shown.crumbs = {{"Home", "/"}, {"Templates and rules", "/templates"}};
  shown.body = how_to(request, add_in) + heading(2, "The functions");
  for (const auto& category : add_in.table.categories) {
    Html inner;
    for (const auto& function : add_in.table.all)
      if (function.category == category.code) inner += function_shown(function);
    if (!inner.empty()) shown.body += details(category.label, inner, true);
  }
  return page(request, shown);
}

}  // namespace stp::excel
