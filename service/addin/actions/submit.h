// Hands the open workbook in to a service, as the API documents it: one request, answered by a receipt.
#pragma once

#include "service/addin/actions/actions.h"
#include "service/client/ask_service.h"

namespace stp::addin {

Result<Outcome> submit_workbook(const ServiceAddress& service, const InputFile& workbook, Progress& progress);

}  // namespace stp::addin
