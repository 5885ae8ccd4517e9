#include "calc/form/fields.h"
#include "service/addin/calc/declare/declare.h"
#include "service/files/templates_folder.h"

namespace stp::addin {

Result<Translation> read_translation(const TemplateText& text) {
  TroubleList troubles;
  Translation read;
  if (const auto tree = read_text_tree(text, troubles)) {
    Fields fields(*tree, text.path, "translation", troubles);
    read.locale = fields.text("locale");
    for (const TextNode* node : fields.maps("texts")) {
      Fields pair(*node, text.path, "text", troubles);
      const std::string english = pair.text("english");
      read.texts[english] = pair.text("translated");
      pair.done();
    }
    fields.done();
  }
  if (!troubles.empty()) return refuse(templates_refused(in_order(troubles, {}, {})));
  return read;
}

}  // namespace stp::addin
