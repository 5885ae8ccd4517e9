// The open workbook as the bytes of a file.
#pragma once

#include "service/addin/calc/menu/window.h"
#include "service/pipeline/pipeline.h"

namespace stp::addin {

// As it stands on the screen. What is saved and unchanged is read from its file, byte for byte; anything else
// as LibreOffice would save it as .xlsx, in a temporary folder of this user alone.
Result<InputFile> bytes_on_screen(const office::uno::Reference<office::frame::XModel>& model);
// Only the file itself: refuses what is not saved, or not saved as .xlsx, for LibreOffice's own saving may
// lose what the sender put in.
Result<InputFile> bytes_in_file(const office::uno::Reference<office::frame::XModel>& model);

bool is_workbook(const office::uno::Reference<office::frame::XModel>& model);

}  // namespace stp::addin
