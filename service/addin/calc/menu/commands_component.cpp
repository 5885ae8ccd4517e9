// The component behind the menu and the toolbar: it takes the addresses "stp.addin:..." of a window and
// performs them there.
#include <com/sun/star/frame/DispatchResultState.hpp>
#include <com/sun/star/frame/XDispatchProvider.hpp>
#include <com/sun/star/frame/XNotifyingDispatch.hpp>
#include <com/sun/star/lang/XInitialization.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <cppuhelper/implbase4.hxx>
#include <cppuhelper/supportsservice.hxx>

#include "service/addin/calc/components.h"
#include "service/addin/calc/menu/perform.h"
#include "service/addin/calc/texts.h"

namespace stp::addin {

namespace {

using namespace office::uno;
using namespace office::frame;
using office::beans::PropertyValue;
using office::util::URL;
using rtl::OUString;

class CommandsComponent
    : public cppu::WeakImplHelper4<XDispatchProvider, XNotifyingDispatch, office::lang::XInitialization,
                                   office::lang::XServiceInfo> {
 public:
  explicit CommandsComponent(Reference<XComponentContext> context) : context_(std::move(context)) {}

  void SAL_CALL initialize(const Sequence<Any>& arguments) override {
    if (arguments.getLength() > 0) arguments.getConstArray()[0] >>= frame_;
  }

  Reference<XDispatch> SAL_CALL queryDispatch(const URL& url, const OUString&, sal_Int32) override {
    if (url.Protocol != "stp.addin:" || !known_action(utf8(url.Path))) return {};
    return this;
  }
  Sequence<Reference<XDispatch>> SAL_CALL
  queryDispatches(const Sequence<DispatchDescriptor>& asked) override {
    Sequence<Reference<XDispatch>> all(asked.getLength());
    for (sal_Int32 i = 0; i < asked.getLength(); ++i)
      all.getArray()[i] =
          queryDispatch(asked.getConstArray()[i].FeatureURL, asked.getConstArray()[i].FrameName,
                        asked.getConstArray()[i].SearchFlags);
    return all;
  }

  void SAL_CALL dispatch(const URL& url, const Sequence<PropertyValue>& arguments) override {
    perform_and_say(url, arguments);
  }
  void SAL_CALL dispatchWithNotification(const URL& url, const Sequence<PropertyValue>& arguments,
                                         const Reference<XDispatchResultListener>& listener) override {
    const auto done = perform_and_say(url, arguments);
    DispatchResultEvent event;
    event.Source = static_cast<cppu::OWeakObject*>(this);
    event.State = done ? DispatchResultState::SUCCESS : DispatchResultState::FAILURE;
    event.Result <<= office_text(done ? *done : to_text(done.error()));
    if (listener.is()) listener->dispatchFinished(event);
  }

  // Every entry can always be chosen; what cannot be done says why.
  void SAL_CALL addStatusListener(const Reference<XStatusListener>& listener, const URL& url) override {
    FeatureStateEvent event;
    event.FeatureURL = url;
    event.IsEnabled = true;
    listener->statusChanged(event);
  }
  void SAL_CALL removeStatusListener(const Reference<XStatusListener>&, const URL&) override {}

  OUString SAL_CALL getImplementationName() override { return "stp.spreadsheet.Commands"; }
  sal_Bool SAL_CALL supportsService(const OUString& name) override {
    return cppu::supportsService(this, name);
  }
  Sequence<OUString> SAL_CALL getSupportedServiceNames() override {
    const OUString name("com.sun.star.frame.ProtocolHandler");
    return Sequence<OUString>(&name, 1);
  }

 private:
  // No exception of ours may end LibreOffice.
  Result<std::string> guarded(const URL& url, const Window& window) {
    try {
      return perform(utf8(url.Path), window);
    } catch (const office::uno::Exception& trouble) {
      return refuse({"office-refused", "LibreOffice would not do it: " + utf8(trouble.Message) + ".", "",
                     "Is the sheet or the workbook protected, or already closed?"});
    } catch (const std::exception& defect) {
      return refuse({"defect", std::string("This is a defect of the add-in: ") + defect.what() + ".", "",
                     "Report it."});
    }
  }

  Result<std::string> perform_and_say(const URL& url, const Sequence<PropertyValue>& arguments) {
    const Window window(context_, frame_, arguments);
    auto done = guarded(url, window);
    const std::string text = done ? *done : to_text(done.error());
    if (!text.empty()) window.say(text, !done);
    return done;
  }

  Reference<XComponentContext> context_;
  Reference<XFrame> frame_;
};

Reference<XInterface> make(const Reference<XComponentContext>& context) {
  return static_cast<cppu::OWeakObject*>(new CommandsComponent(context));
}

}  // namespace

Component commands_component() {
  return {"stp.spreadsheet.Commands", "com.sun.star.frame.ProtocolHandler", make};
}

}  // namespace stp::addin
