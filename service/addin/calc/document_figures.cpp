#include "service/addin/calc/document_figures.h"

#include <com/sun/star/frame/XModel.hpp>
#include <filesystem>

#include "service/addin/calc/package_folder.h"
#include "service/addin/calc/texts.h"
#include "service/figures/answers.h"
#include "service/figures/file_figures.h"
#include "service/figures/served_figures.h"
#include "service/files/read_pipeline.h"

namespace stp::addin {

namespace {

namespace uno = com::sun::star::uno;
using functions::Value;

std::string path_of(const uno::Reference<uno::XInterface>& workbook) {
  const uno::Reference<com::sun::star::frame::XModel> model(workbook, uno::UNO_QUERY);
  return model.is() ? path_of_url(model->getURL()) : "";
}

Refusal not_saved(const std::string& source) {
  return {"workbook-not-saved", "This workbook is not saved, so it has no file and nothing lies beside it.",
          source, "Save it, or name the source by its whole path."};
}

// A cell does not wait for a network.
Refusal not_from_here(const std::string& source) {
  return {"source-is-service", "A cell of a workbook reads files; it asks no service.", source,
          "Name a workbook, a folder or a total; the service's own functions are asked by WEBSERVICE()."};
}

Result<std::string> place_of(const std::string& source, const std::string& workbook) {
  if (round_of_service(source)) return refuse(not_from_here(source));
  if (source.empty() && !workbook.empty()) return workbook;
  if (std::filesystem::path(source).is_absolute()) return source;
  if (workbook.empty()) return refuse(not_saved(source));
  return (std::filesystem::path(workbook).parent_path() / source).lexically_normal().string();
}

template <class Question>
Value answer_from_files(Value (FileFigures::*ask)(const Question&) const, Question question,
                        const std::string& workbook) {
  const auto& pipeline = pipeline_of_package();
  if (!pipeline) return error_of(pipeline.error());
  static const FileFigures files(*pipeline);
  auto source = place_of(question.source, workbook);
  if (!source) return error_of(source.error());
  question.source = std::move(*source);
  return (files.*ask)(question);
}

}  // namespace

const Result<Pipeline>& pipeline_of_package() {
  static const Result<Pipeline> pipeline = read_pipeline(templates_folder());
  return pipeline;
}

DocumentFigures::DocumentFigures(const uno::Reference<uno::XInterface>& workbook)
    : workbook_(path_of(workbook)) {}

Value DocumentFigures::line(const functions::FigureQuestion& question) const {
  return answer_from_files(&FileFigures::line, question, workbook_);
}
Value DocumentFigures::total(const functions::FigureQuestion& question) const {
  return answer_from_files(&FileFigures::total, question, workbook_);
}
Value DocumentFigures::check(const functions::CheckQuestion& question) const {
  return answer_from_files(&FileFigures::check, question, workbook_);
}

}  // namespace stp::addin
