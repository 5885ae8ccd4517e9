#include "service/api/api.h"

#include "service/api/json_body.h"
#include "service/api/kept_answers.h"
#include "service/api/log_routes.h"
#include "service/api/process_routes.h"
#include "service/api/return_routes.h"
#include "service/api/round_routes.h"
#include "service/api/submission_routes.h"
#include "service/api/total_routes.h"
#include "service/api/verb_routes.h"

namespace stp {

Routes api_routes(const Desk& desk, const ProcessState& process, Routes others) {
  Routes all;
  for (Routes part :
       {submission_routes(desk), return_routes(desk), round_routes(desk), total_routes(desk),
        mismatch_routes(desk), verb_routes(desk), log_routes(desk), process_routes(desk, process)})
    for (Route& route : part) all.push_back(with_json_fields(std::move(route)));
  for (Route& route : others) all.push_back(std::move(route));
  const std::shared_ptr<IdempotencyKeys> keys = kept_answers(desk);
  for (Route& route : all) route = with_kept_answers(keys, std::move(route));
  return all;
}

}  // namespace stp
