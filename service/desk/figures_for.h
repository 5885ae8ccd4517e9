// Whose figures a calculation function may read: those the caller may see.
#pragma once

#include <functional>
#include <memory>

#include "calc/functions/figures.h"
#include "service/access/access.h"

namespace stp {

using FiguresFor = std::function<std::unique_ptr<functions::Figures>(const Caller& caller)>;

}  // namespace stp
