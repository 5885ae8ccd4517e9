// The component LibreOffice Calc calls for every STP function. The interface and its methods are made by the
// build from the table of functions.
#include <cppuhelper/implbase2.hxx>
#include <cppuhelper/supportsservice.hxx>

#include <com/sun/star/lang/XServiceInfo.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <stp/spreadsheet/XFunctions.hpp>

#include "service/addin/calc/answer.h"
#include "service/addin/calc/components.h"
#include "service/addin/calc/texts.h"

namespace stp::addin {

namespace {

namespace uno = com::sun::star::uno;
using functions::Function;
using rtl::OUString;
using uno::Any;
using uno::Sequence;
using Workbook = uno::Reference<com::sun::star::beans::XPropertySet>;

constexpr std::string_view implementation = "stp.spreadsheet.Functions", service = "STP";

class FunctionsComponent
    : public cppu::WeakImplHelper2<stp::spreadsheet::XFunctions, com::sun::star::lang::XServiceInfo> {
 public:
#include <functions_methods.inc>
  Any SAL_CALL reason(const Workbook& workbook, const Any& name, const Sequence<Any>& arguments) override {
    return addin::reason(workbook, name, arguments);
  }

  OUString SAL_CALL getImplementationName() override { return office_text(implementation); }
  sal_Bool SAL_CALL supportsService(const OUString& name) override {
    return cppu::supportsService(this, name);
  }
  Sequence<OUString> SAL_CALL getSupportedServiceNames() override {
    const OUString name = office_text(service);
    return Sequence<OUString>(&name, 1);
  }
};

uno::Reference<uno::XInterface> make(const uno::Reference<uno::XComponentContext>&) {
  return static_cast<cppu::OWeakObject*>(new FunctionsComponent);
}

}  // namespace

Component functions_component() { return {implementation, service, make}; }

}  // namespace stp::addin
