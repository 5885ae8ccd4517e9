#include "service/serve/routes.h"

#include <iterator>

#include "service/web/assets.h"

namespace stp {

namespace {

void add(Routes& all, Routes more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

Routes all_routes(const Service&) {
  Routes all;
  add(all, asset_routes());
  return all;
}

}  // namespace stp
