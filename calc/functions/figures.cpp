// Figures of returns and totals, and what rules say of them: asked of whatever the door reads them from.
#include "calc/functions/figures.h"

#include "calc/functions/computations.h"

namespace stp::functions {

namespace {

Error nothing_to_read() {
  return {Fault::missing,
          "No returns can be read here. Use this function where files or the service are at hand."};
}

FigureQuestion question(const Call& call) {
  return {call.text(0), call.text(1), call.text(2), call.text(3), call.text(4)};
}

Value line(const Call& call) {
  return call.figures ? call.figures->line(question(call)) : Value(nothing_to_read());
}

Value total(const Call& call) {
  return call.figures ? call.figures->total(question(call)) : Value(nothing_to_read());
}

Value check(const Call& call) {
  return call.figures ? call.figures->check({call.text(0), call.text(1), call.text(2)})
                      : Value(nothing_to_read());
}

}  // namespace

Computations figure_computations() {
  return {{"LINE", {.single = line, .reads_figures = true}},
          {"TOTAL", {.single = total, .reads_figures = true}},
          {"CHECK", {.single = check, .reads_figures = true}}};
}

}  // namespace stp::functions
