#include "service/addin/calc/components.h"

#include <cppuhelper/factory.hxx>

#include <com/sun/star/lang/XSingleComponentFactory.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>

#include "service/addin/calc/texts.h"

// LibreOffice asks for the maker of a component by its name; it is acquired for the caller.
extern "C" SAL_DLLPUBLIC_EXPORT void* component_getFactory(const char* name, void*, void*) {
  for (const stp::addin::Component& component :
       {stp::addin::functions_component(), stp::addin::commands_component()}) {
    if (component.implementation != name) continue;
    const rtl::OUString service = stp::addin::office_text(component.service);
    const auto maker =
        cppu::createSingleComponentFactory(component.make, stp::addin::office_text(component.implementation),
                                           com::sun::star::uno::Sequence<rtl::OUString>(&service, 1));
    maker->acquire();
    return maker.get();
  }
  return nullptr;
}
