// Result<T>: a value, or the Refusal that says why there is none.
#pragma once

#include <tl/expected.hpp>

#include "calc/base/refusal.h"

namespace stp {

template <class T>
using Result = tl::expected<T, Refusal>;

inline tl::unexpected<Refusal> refuse(Refusal refusal) { return tl::unexpected<Refusal>(std::move(refusal)); }

}  // namespace stp
