// Dialogs put together from LibreOffice's own controls.
#pragma once

#include <com/sun/star/awt/XControlContainer.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>
#include <initializer_list>

#include "service/addin/calc/menu/window.h"

namespace stp::addin {

struct Placed {
  sal_Int32 x, y, width, height;  // in units of a quarter of a letter's width, as dialogs measure
};
using Properties = std::initializer_list<std::pair<const char*, office::uno::Any>>;

class DialogParts {
 public:
  DialogParts(const Window& window, const std::string& title, sal_Int32 width, sal_Int32 height);
  // kind: FixedText, Edit, Button, ProgressBar
  void add(const char* kind, const char* name, Placed at, Properties properties);
  // The dialog itself, with a window of its own but not shown yet.
  office::uno::Reference<office::awt::XControlContainer> made() const;

 private:
  const Window& window_;
  office::uno::Reference<office::beans::XPropertySet> model_;
};

}  // namespace stp::addin
