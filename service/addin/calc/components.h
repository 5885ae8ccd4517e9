// What LibreOffice can make from this library. A new component is a function here, one entry in
// components.cpp and one in package/stp.components.
#pragma once

#include <string_view>

namespace com::sun::star::uno {
class XInterface;
class XComponentContext;
template <class Interface>
class Reference;
}  // namespace com::sun::star::uno

namespace stp::addin {

struct Component {
  std::string_view implementation, service;  // their names, as in package/stp.components
  com::sun::star::uno::Reference<com::sun::star::uno::XInterface> (*make)(
      const com::sun::star::uno::Reference<com::sun::star::uno::XComponentContext>& context);
};

Component functions_component();
Component commands_component();  // the menu and the toolbar

}  // namespace stp::addin
