#include "service/addin/calc/menu/settings.h"

#include <com/sun/star/awt/XDialog.hpp>
#include <com/sun/star/awt/XTextComponent.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/lang/XComponent.hpp>
#include <com/sun/star/lang/XMultiServiceFactory.hpp>
#include <com/sun/star/util/XChangesBatch.hpp>

#include "service/addin/calc/menu/dialog_parts.h"
#include "service/addin/calc/texts.h"

namespace stp::addin {

using namespace office::uno;
using office::beans::XPropertySet;
using rtl::OUString;

namespace {

Reference<XPropertySet> kept(const Window& window, const char* access) {
  const Reference<office::lang::XMultiServiceFactory> provider(
      window.make("com.sun.star.configuration.ConfigurationProvider"), UNO_QUERY_THROW);
  office::beans::PropertyValue path;
  path.Name = "nodepath";
  path.Value <<= OUString("/uk.stp.returns.Service/Connection");  // declared in package/Service.xcs
  const Any argument(path);
  return Reference<XPropertySet>(
      provider->createInstanceWithArguments(OUString::createFromAscii(access), Sequence<Any>(&argument, 1)),
      UNO_QUERY_THROW);
}

std::string text_of(const Reference<XPropertySet>& from, const char* name) {
  OUString text;
  from->getPropertyValue(OUString::createFromAscii(name)) >>= text;
  return utf8(text);
}

std::string entered(const Reference<office::awt::XControlContainer>& dialog, const char* name) {
  const Reference<office::awt::XTextComponent> field(dialog->getControl(OUString::createFromAscii(name)),
                                                     UNO_QUERY_THROW);
  return utf8(field->getText().trim());
}

void add_field(DialogParts& parts, const char* name, const char* label, sal_Int32 y,
               const std::string& text) {
  const std::string label_name = std::string(name) + "_label";
  parts.add("FixedText", label_name.c_str(), {8, y + 2, 64, 10}, {{"Label", Any(office_text(label))}});
  parts.add("Edit", name, {76, y, 156, 13}, {{"Text", Any(office_text(text))}});
}

}  // namespace

ServiceAddress read_settings(const Window& window) {
  const auto from = kept(window, "com.sun.star.configuration.ConfigurationAccess");
  return {text_of(from, "Address"), text_of(from, "Key"), text_of(from, "Place")};
}

void keep_settings(const Window& window, const ServiceAddress& address) {
  const auto to = kept(window, "com.sun.star.configuration.ConfigurationUpdateAccess");
  to->setPropertyValue("Address", Any(office_text(address.url)));
  to->setPropertyValue("Key", Any(office_text(address.key)));
  to->setPropertyValue("Place", Any(office_text(address.place)));
  Reference<office::util::XChangesBatch>(to, UNO_QUERY_THROW)->commitChanges();
}

bool ask_settings(const Window& window, ServiceAddress& address) {
  DialogParts parts(window, "STP: service settings", 240, 92);
  add_field(parts, "address", "Address (https://...)", 8, address.url);
  add_field(parts, "place", "Place code", 26, address.place);
  parts.add("FixedText", "key_label", {8, 46, 64, 10}, {{"Label", Any(office_text("API key"))}});
  parts.add("Edit", "key", {76, 44, 156, 13},
            {{"Text", Any(office_text(address.key))}, {"EchoChar", Any(static_cast<sal_Int16>('*'))}});
  parts.add("Button", "ok", {130, 70, 48, 14},
            {{"Label", Any(office_text("OK"))},
             {"PushButtonType", Any(static_cast<sal_Int16>(1))},
             {"DefaultButton", Any(true)}});
  parts.add("Button", "cancel", {184, 70, 48, 14},
            {{"Label", Any(office_text("Cancel"))}, {"PushButtonType", Any(static_cast<sal_Int16>(2))}});
  const auto dialog = parts.made();
  const bool agreed = Reference<office::awt::XDialog>(dialog, UNO_QUERY_THROW)->execute() == 1;
  if (agreed) address = {entered(dialog, "address"), entered(dialog, "key"), entered(dialog, "place")};
  Reference<office::lang::XComponent>(dialog, UNO_QUERY_THROW)->dispose();
  return agreed;
}

}  // namespace stp::addin
