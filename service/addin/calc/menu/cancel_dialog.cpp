#include "service/addin/calc/menu/cancel_dialog.h"

#include <com/sun/star/awt/XActionListener.hpp>
#include <com/sun/star/awt/XButton.hpp>
#include <com/sun/star/awt/XProgressBar.hpp>
#include <com/sun/star/awt/XWindow.hpp>
#include <com/sun/star/lang/XComponent.hpp>
#include <cppuhelper/implbase1.hxx>

#include "service/addin/calc/menu/dialog_parts.h"
#include "service/addin/calc/texts.h"

namespace stp::addin {

using namespace office::uno;

namespace {

class GiveUp : public cppu::WeakImplHelper1<office::awt::XActionListener> {
 public:
  explicit GiveUp(Progress& progress) : progress_(progress) {}
  void SAL_CALL actionPerformed(const office::awt::ActionEvent&) override { progress_.cancelled = true; }
  void SAL_CALL disposing(const office::lang::EventObject&) override {}

 private:
  Progress& progress_;
};

}  // namespace

CancelDialog::CancelDialog(const Window& window, const std::string& title, Progress& progress)
    : progress_(progress) {
  DialogParts parts(window, "STP", 180, 52);
  parts.add("FixedText", "what", {8, 6, 164, 10}, {{"Label", Any(office_text(title + "..."))}});
  parts.add("ProgressBar", "bar", {8, 18, 164, 10}, {});
  parts.add("Button", "cancel", {66, 33, 48, 14}, {{"Label", Any(office_text("Cancel"))}});
  dialog_ = parts.made();
  const Reference<office::awt::XButton> button(dialog_->getControl("cancel"), UNO_QUERY_THROW);
  button->addActionListener(new GiveUp(progress));
  Reference<office::awt::XWindow>(dialog_, UNO_QUERY_THROW)->setVisible(true);
}

CancelDialog::~CancelDialog() {
  const Reference<office::lang::XComponent> dialog(dialog_, UNO_QUERY);
  if (dialog.is()) dialog->dispose();
}

void CancelDialog::show_progress() {
  const Reference<office::awt::XProgressBar> bar(dialog_->getControl("bar"), UNO_QUERY);
  if (!bar.is() || progress_.all == 0) return;
  bar->setRange(0, static_cast<sal_Int32>(progress_.all));
  bar->setValue(static_cast<sal_Int32>(progress_.done));
}

}  // namespace stp::addin
