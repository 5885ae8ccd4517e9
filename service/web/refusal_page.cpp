#include "service/web/layout.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

std::string title_of(int status) {
  switch (status) {
    case 400:
      return "The request could not be understood";
    case 401:
      return "Sign in first";
    case 403:
      return "This is not open to you";
    case 404:
      return "There is nothing here";
    case 409:
    case 412:
      return "Somebody was faster";
    case 413:
      return "That is too large";
    case 429:
      return "Too many at once";
    case 503:
      return "Not at the moment";
    default:
      return status >= 500 ? "Something went wrong here" : "That could not be done";
  }
}

}  // namespace

HttpAnswer page_of_refusal(int status, const Refusal& refusal, const HttpRequest& request) {
  Page refused{.title = title_of(status), .status = status};
  refused.body = paragraph(refusal.sentence, "nhsuk-body-l");
  if (!refusal.where.empty()) refused.body += paragraph("Where: " + refusal.where);
  if (!refusal.remedy.empty()) refused.body += inset(paragraph(refusal.remedy));
  std::vector<Html> next{button_link("/", "Go to the home page")};
  if (status == 401) next.insert(next.begin(), button_link("/sign-in", "Sign in", false));
  refused.body += actions(next);
  refused.body += paragraph("Code " + refusal.code + (request.id.empty() ? "" : ", request " + request.id),
                            "quiet small");
  return page(request, refused);
}

}  // namespace stp
