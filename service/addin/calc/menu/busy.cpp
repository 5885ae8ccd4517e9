#include "service/addin/calc/menu/busy.h"

#include <com/sun/star/awt/XToolkitExperimental.hpp>
#include <com/sun/star/task/XStatusIndicator.hpp>
#include <com/sun/star/task/XStatusIndicatorFactory.hpp>

#include <chrono>
#include <future>
#include <memory>

#include "service/addin/calc/menu/cancel_dialog.h"
#include "service/addin/calc/texts.h"

namespace stp::addin {

using namespace office::uno;
using namespace std::chrono_literals;

namespace {

struct Work {
  Progress progress;
  std::future<Result<Outcome>> answer;
};
// What runs, or what was given up and has not noticed yet. At the end of the process it is waited for.
std::shared_ptr<Work>& under_way() {
  static std::shared_ptr<Work> one;
  return one;
}

bool finished(const Work& work) { return work.answer.wait_for(0s) == std::future_status::ready; }

class StatusBar {
 public:
  StatusBar(const Window& window, const std::string& title) {
    const Reference<office::task::XStatusIndicatorFactory> factory(window.frame(), UNO_QUERY);
    if (factory.is()) bar_ = factory->createStatusIndicator();
    if (bar_.is()) bar_->start(office_text(title), 100);
  }
  ~StatusBar() {
    if (bar_.is()) bar_->end();
  }
  StatusBar(const StatusBar&) = delete;
  StatusBar& operator=(const StatusBar&) = delete;
  void show(const Progress& progress) {
    if (bar_.is() && progress.all > 0)
      bar_->setValue(static_cast<sal_Int32>(100 * progress.done / progress.all));
  }

 private:
  Reference<office::task::XStatusIndicator> bar_;
};

// The dialog comes only when the work is long enough to be noticed.
void wait_for(const Window& window, const std::string& title, Work& work) {
  const Reference<office::awt::XToolkitExperimental> toolkit(window.make("com.sun.star.awt.Toolkit"),
                                                             UNO_QUERY);
  StatusBar bar(window, title);
  std::unique_ptr<CancelDialog> dialog;
  const auto start = std::chrono::steady_clock::now();
  while (!work.progress.cancelled && work.answer.wait_for(30ms) != std::future_status::ready) {
    bar.show(work.progress);
    if (!dialog && !window.quiet() && std::chrono::steady_clock::now() - start > 600ms)
      dialog = std::make_unique<CancelDialog>(window, title, work.progress);
    if (dialog) dialog->show_progress();
    if (toolkit.is()) toolkit->processEventsToIdle();
  }
}

}  // namespace

Result<Outcome> run_busy(const Window& window, const std::string& title,
                         std::function<Result<Outcome>(Progress&)> work) {
  if (under_way() && !finished(*under_way()))
    return refuse(
        {"busy", "Another piece of work is not finished yet.", "", "Wait a moment, then try again."});
  const auto mine = std::make_shared<Work>();
  mine->answer =
      std::async(std::launch::async, [mine = mine.get(), work = std::move(work)]() -> Result<Outcome> {
        try {
          return work(mine->progress);
        } catch (const std::exception& defect) {
          return refuse({"defect",
                         std::string("This is a defect of the add-in, not of your file: ") + defect.what(),
                         "", "Report it with the file."});
        }
      });
  under_way() = mine;
  wait_for(window, title, *mine);
  if (mine->progress.cancelled && !finished(*mine)) return refuse(cancelled());
  auto answer = mine->answer.get();
  under_way().reset();
  return answer;
}

}  // namespace stp::addin
