// The fields of a JSON body, checked against the route's declaration and handed on as if they came by a form.
#pragma once

#include "service/http/route.h"

namespace stp {

Route with_json_fields(Route route);  // routes without a JSON body are left as they are

}  // namespace stp
