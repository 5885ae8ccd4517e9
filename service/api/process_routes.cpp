#include "service/api/process_routes.h"

#include <nlohmann/json.hpp>

#include "service/api/answers.h"
#include "service/api/declare.h"
#include "service/api/desk_metrics.h"
#include "service/api/shapes.h"

namespace stp {

using Json = nlohmann::ordered_json;

namespace {

Route arriving_route(const Desk& desk) {
  Route route = reads("/api/v1/arriving", "listArriving", "submissions",
                      "Files seen on their way: being written into a folder, or being uploaded",
                      Need::signed_in, [&desk](const HttpRequest& request) {
                        Json items = Json::array();
                        for (const Arriving& file : arriving(desk))
                          if (allowed(request.caller, Need::see_place, file.place))
                            items.push_back(shape(file));
                        return json_answer({{"items", items}});
                      });
  route.responses = {answers_json("ArrivingList", "Of the places the caller may see.")};
  return route;
}

Route queue_route(const Desk& desk) {
  Route route = reads("/api/v1/queue", "getQueue", "submissions", "How much work waits", Need::signed_in,
                      [&desk](const HttpRequest&) {
                        Queue now;
                        desk.database.read([&](DbSession& session) { now = queue(session, desk.footprint); });
                        return json_answer(shape(now));
                      });
  route.responses = {answers_json("Queue", "Jobs waiting, running and given up.")};
  return route;
}

Route health_route() {
  Route route = reads("/api/v1/health", "getHealth", "service", "Whether the process answers at all",
                      Need::anyone, [](const HttpRequest&) {
                        return json_answer({{"status", "alive"}});
                      });
  route.responses = {answers_json("Health", "It does.")};
  return route;
}

HttpAnswer ready(const ProcessState& process) {
  const auto troubles = process.troubles();
  const bool well = troubles.empty();
  return json_answer({{"status", well ? "ready" : "not ready"}, {"troubles", troubles}}, well ? 200 : 503);
}

Route ready_route(const ProcessState& process) {
  Route route = reads("/api/v1/ready", "getReadiness", "service",
                      "Whether requests can be served: the database answers, it and the stored files can be "
                      "written, and the service is not stopping",
                      Need::anyone, [process](const HttpRequest&) { return ready(process); });
  route.responses = {answers_json("Readiness", "It can."),
                     answers_json("Readiness", "It cannot, and why.", 503)};
  return route;
}

constexpr const char* prometheus = "text/plain; version=0.0.4; charset=utf-8";

Route metrics_route(const Desk& desk, const ProcessState& process) {
  Route route = reads("/api/v1/metrics", "getMetrics", "service", "Counters and gauges for Prometheus",
                      Need::signed_in, [&desk, process](const HttpRequest&) {
                        return document_answer(prometheus, process.metrics() + desk_metrics(desk));
                      });
  route.responses = {answers({prometheus}, "In the text format of Prometheus.")};
  return route;
}

Route version_route(const Desk& desk, const ProcessState& process) {
  Route route = reads("/api/v1/version", "getVersion", "service", "The program and the editions it knows",
                      Need::signed_in, [&desk, version = process.version](const HttpRequest&) {
                        Json editions = Json::array();
                        for (const Template& form : desk.pipeline.editions())
                          editions.push_back({{"code", form.edition.code}, {"template_hash", form.hash}});
                        return json_answer({{"version", version}, {"api", "v1"}, {"editions", editions}});
                      });
  route.responses = {answers_json("Version", "Both.")};
  return route;
}

}  // namespace

Routes process_routes(const Desk& desk, const ProcessState& process) {
  return {arriving_route(desk),         queue_route(desk),           health_route(), ready_route(process),
          metrics_route(desk, process), version_route(desk, process)};
}

}  // namespace stp
