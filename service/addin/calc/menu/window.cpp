#include "service/addin/calc/menu/window.h"

#include <com/sun/star/awt/MessageBoxButtons.hpp>
#include <com/sun/star/awt/MessageBoxType.hpp>
#include <com/sun/star/awt/XMessageBox.hpp>
#include <com/sun/star/awt/XMessageBoxFactory.hpp>
#include <com/sun/star/awt/XWindowPeer.hpp>
#include <com/sun/star/frame/XController.hpp>
#include <com/sun/star/lang/XInitialization.hpp>
#include <com/sun/star/lang/XMultiComponentFactory.hpp>
#include <com/sun/star/ui/dialogs/ExecutableDialogResults.hpp>
#include <com/sun/star/ui/dialogs/TemplateDescription.hpp>
#include <com/sun/star/ui/dialogs/XFilePicker2.hpp>
#include <com/sun/star/ui/dialogs/XFilterManager.hpp>
#include <com/sun/star/ui/dialogs/XFolderPicker.hpp>

#include "service/addin/calc/texts.h"

namespace stp::addin {

using namespace office::uno;
namespace dialogs = office::ui::dialogs;
using rtl::OUString;

Window::Window(Reference<XComponentContext> context, Reference<office::frame::XFrame> frame,
               const Sequence<office::beans::PropertyValue>& arguments)
    : context_(std::move(context)), frame_(std::move(frame)), arguments_(arguments) {
  for (sal_Int32 i = 0; i < arguments_.getLength(); ++i)
    if (arguments_.getConstArray()[i].Name == "Quiet") arguments_.getConstArray()[i].Value >>= quiet_;
}

Reference<office::frame::XModel> Window::model() const {
  if (!frame_.is() || !frame_->getController().is()) return {};
  return frame_->getController()->getModel();
}

Reference<XInterface> Window::make(const char* service) const {
  return context_->getServiceManager()->createInstanceWithContext(office_text(service), context_);
}

void Window::say(const std::string& text, bool trouble) const {
  if (quiet_) return;
  const Reference<office::awt::XMessageBoxFactory> factory(make("com.sun.star.awt.Toolkit"), UNO_QUERY);
  const Reference<office::awt::XWindowPeer> parent(frame_->getContainerWindow(), UNO_QUERY);
  if (!factory.is()) return;
  const auto box = factory->createMessageBox(
      parent, trouble ? office::awt::MessageBoxType_WARNINGBOX : office::awt::MessageBoxType_INFOBOX,
      office::awt::MessageBoxButtons::BUTTONS_OK, office_text("STP"), office_text(text));
  if (box.is()) box->execute();
}

std::string Window::argument(const char* name) const {
  OUString value;
  for (sal_Int32 i = 0; i < arguments_.getLength(); ++i)
    if (arguments_.getConstArray()[i].Name.equalsAscii(name)) arguments_.getConstArray()[i].Value >>= value;
  return utf8(value);
}

namespace {

Reference<dialogs::XFilePicker2> file_picker(const Window& window, sal_Int16 kind, const std::string& title) {
  const Reference<dialogs::XFilePicker2> picker(window.make("com.sun.star.ui.dialogs.FilePicker"), UNO_QUERY);
  const Reference<office::lang::XInitialization> begin(picker, UNO_QUERY);
  const Any kind_of_dialog(kind);
  if (begin.is()) begin->initialize(Sequence<Any>(&kind_of_dialog, 1));
  if (picker.is()) picker->setTitle(office_text(title));
  const Reference<dialogs::XFilterManager> filters(picker, UNO_QUERY);
  if (filters.is()) filters->appendFilter("Workbooks (*.xlsx, *.xlsm)", "*.xlsx;*.xlsm");
  return picker;
}

std::string file_chosen(const Reference<dialogs::XFilePicker2>& picker) {
  if (!picker.is() || picker->execute() != dialogs::ExecutableDialogResults::OK) return "";
  const Sequence<OUString> files = picker->getSelectedFiles();
  return files.getLength() == 0 ? "" : path_of_url(files.getConstArray()[0]);
}

}  // namespace

std::string Window::choose_file(const char* name, const std::string& title) const {
  const std::string given = argument(name);
  if (!given.empty() || quiet_) return given;
  return file_chosen(file_picker(*this, dialogs::TemplateDescription::FILEOPEN_SIMPLE, title));
}

std::string Window::choose_where_to_save(const char* name, const std::string& title,
                                         const std::string& file) const {
  const std::string given = argument(name);
  if (!given.empty() || quiet_) return given;
  const auto picker = file_picker(*this, dialogs::TemplateDescription::FILESAVE_AUTOEXTENSION, title);
  if (picker.is()) picker->setDefaultName(office_text(file));
  return file_chosen(picker);
}

std::string Window::choose_folder(const char* name, const std::string& title) const {
  const std::string given = argument(name);
  if (!given.empty() || quiet_) return given;
  const Reference<dialogs::XFolderPicker> picker(make("com.sun.star.ui.dialogs.FolderPicker"), UNO_QUERY);
  if (!picker.is()) return "";
  picker->setTitle(office_text(title));
  if (picker->execute() != dialogs::ExecutableDialogResults::OK) return "";
  return path_of_url(picker->getDirectory());
}

}  // namespace stp::addin
