// A small window with how far the work is and a button to give it up.
#pragma once

#include <com/sun/star/awt/XControlContainer.hpp>

#include "service/addin/actions/actions.h"
#include "service/addin/calc/menu/window.h"

namespace stp::addin {

class CancelDialog {
 public:
  CancelDialog(const Window& window, const std::string& title, Progress& progress);
  ~CancelDialog();
  CancelDialog(const CancelDialog&) = delete;
  CancelDialog& operator=(const CancelDialog&) = delete;
  void show_progress();

 private:
  office::uno::Reference<office::awt::XControlContainer> dialog_;
  Progress& progress_;
};

}  // namespace stp::addin
