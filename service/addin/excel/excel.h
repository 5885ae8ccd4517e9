// The Office add-in for Excel, served by the service: manifest, custom functions, task pane, and a page that
// says how it is installed. The pane calls the API of the service it came from, with the person's key.
#pragma once

#include <string>

#include "calc/functions/function.h"
#include "service/http/route.h"

namespace stp::excel {

struct AddIn {
  const functions::Functions& table;  // must outlive the routes
  std::string public_url;             // "": as the request came
  std::string version;
};
Routes routes(const AddIn& add_in);

}  // namespace stp::excel
