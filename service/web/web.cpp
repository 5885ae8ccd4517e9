#include "service/web/web.h"

#include <iterator>

#include "service/web/assets.h"
#include "service/web/books/books.h"
#include "service/web/footprint/footprint.h"
#include "service/web/home/home.h"
#include "service/web/returns/returns.h"
#include "service/web/upload/upload.h"

namespace stp {

Routes web_routes(const Desk& desk) {
  Routes all = asset_routes();
  for (auto part : {home_pages(desk), office_pages(desk), upload_pages(desk), return_pages(desk),
                    footprint_pages(desk), book_pages(desk)})
    all.insert(all.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
  return all;
}

}  // namespace stp
