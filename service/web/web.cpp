#include "service/web/web.h"

#include "service/web/assets.h"
#include "service/web/books/books.h"
#include "service/web/footprint/footprint.h"
#include "service/web/home/home.h"
#include "service/web/known_values.h"
#include "service/web/returns/returns.h"
#include "service/web/upload/upload.h"

namespace stp {

Routes web_routes(const Desk& desk) {
  Routes all = asset_routes();
  for (auto part : {home_pages(desk), office_pages(desk), upload_pages(desk), return_pages(desk),
                    footprint_pages(desk), book_pages(desk)})
    for (Route& route : part) all.push_back(with_known_values(desk, std::move(route)));
  return all;
}

}  // namespace stp
