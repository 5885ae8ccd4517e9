#include "service/addin/calc/menu/dialog_parts.h"

#include <com/sun/star/awt/XControl.hpp>
#include <com/sun/star/awt/XToolkit.hpp>
#include <com/sun/star/awt/XWindowPeer.hpp>
#include <com/sun/star/container/XNameContainer.hpp>
#include <com/sun/star/lang/XMultiServiceFactory.hpp>

#include "service/addin/calc/texts.h"

namespace stp::addin {

using namespace office::uno;
using rtl::OUString;

namespace {

void place(const Reference<office::beans::XPropertySet>& model, Placed at) {
  model->setPropertyValue("PositionX", Any(at.x));
  model->setPropertyValue("PositionY", Any(at.y));
  model->setPropertyValue("Width", Any(at.width));
  model->setPropertyValue("Height", Any(at.height));
}

}  // namespace

DialogParts::DialogParts(const Window& window, const std::string& title, sal_Int32 width, sal_Int32 height)
    : window_(window), model_(window.make("com.sun.star.awt.UnoControlDialogModel"), UNO_QUERY_THROW) {
  place(model_, {60, 60, width, height});
  model_->setPropertyValue("Title", Any(office_text(title)));
}

void DialogParts::add(const char* kind, const char* name, Placed at, Properties properties) {
  const Reference<office::lang::XMultiServiceFactory> factory(model_, UNO_QUERY_THROW);
  const OUString service = "com.sun.star.awt.UnoControl" + OUString::createFromAscii(kind) + "Model";
  const Reference<office::beans::XPropertySet> part(factory->createInstance(service), UNO_QUERY_THROW);
  place(part, at);
  for (const auto& [property, value] : properties)
    part->setPropertyValue(OUString::createFromAscii(property), value);
  Reference<office::container::XNameContainer>(model_, UNO_QUERY_THROW)
      ->insertByName(OUString::createFromAscii(name), Any(part));
}

Reference<office::awt::XControlContainer> DialogParts::made() const {
  const Reference<office::awt::XControl> dialog(window_.make("com.sun.star.awt.UnoControlDialog"),
                                                UNO_QUERY_THROW);
  dialog->setModel(Reference<office::awt::XControlModel>(model_, UNO_QUERY_THROW));
  const Reference<office::awt::XToolkit> toolkit(window_.make("com.sun.star.awt.Toolkit"), UNO_QUERY_THROW);
  const Reference<office::awt::XWindowPeer> parent(window_.frame()->getContainerWindow(), UNO_QUERY);
  dialog->createPeer(toolkit, parent);
  return Reference<office::awt::XControlContainer>(dialog, UNO_QUERY_THROW);
}

}  // namespace stp::addin
