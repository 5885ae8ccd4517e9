// Hands the open workbook in to a service, as the API documents it: one request, answered by a receipt.
#pragma once

#include "service/addin/actions/actions.h"

namespace stp::addin {

struct ServiceAddress {
  std::string url;    // "https://stp.example.nhs.uk"; plain http only to this machine
  std::string key;    // an API key of a preparer
  std::string place;  // its code; "": the key owner's only one
};

Result<Outcome> submit_workbook(const ServiceAddress& service, const InputFile& workbook, Progress& progress);

}  // namespace stp::addin
