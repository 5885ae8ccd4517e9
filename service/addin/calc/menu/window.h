// The window of the open workbook: what it may ask and say. Asked to be quiet (a macro, a test), it neither
// asks nor says anything; what it would ask for comes as arguments.
#pragma once

#include <com/sun/star/beans/PropertyValue.hpp>
#include <com/sun/star/frame/XFrame.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <string>

#include "calc/base/result.h"

namespace stp::addin {

namespace office = com::sun::star;

class Window {
 public:
  Window(office::uno::Reference<office::uno::XComponentContext> context,
         office::uno::Reference<office::frame::XFrame> frame,
         const office::uno::Sequence<office::beans::PropertyValue>& arguments);

  // Null where the window shows no document.
  office::uno::Reference<office::frame::XModel> model() const;
  const office::uno::Reference<office::uno::XComponentContext>& context() const { return context_; }
  const office::uno::Reference<office::frame::XFrame>& frame() const { return frame_; }
  bool quiet() const { return quiet_; }

  void say(const std::string& text, bool trouble) const;
  // Paths; "" when the person thought better of it. The argument of that name comes before any question.
  std::string choose_file(const char* argument, const std::string& title) const;
  std::string choose_folder(const char* argument, const std::string& title) const;
  std::string choose_where_to_save(const char* argument, const std::string& title,
                                   const std::string& name) const;

  office::uno::Reference<office::uno::XInterface> make(const char* service) const;

 private:
  std::string argument(const char* name) const;
  office::uno::Reference<office::uno::XComponentContext> context_;
  office::uno::Reference<office::frame::XFrame> frame_;
  office::uno::Sequence<office::beans::PropertyValue> arguments_;
  bool quiet_ = false;
};

}  // namespace stp::addin
