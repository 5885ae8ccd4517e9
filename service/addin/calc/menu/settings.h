// Where the service is and with which key, kept in the profile of the user of LibreOffice, never in a
// document.
#pragma once

#include "service/addin/actions/submit.h"
#include "service/addin/calc/menu/window.h"

namespace stp::addin {

ServiceAddress read_settings(const Window& window);
void keep_settings(const Window& window, const ServiceAddress& address);
// Asks for them, with what is kept already filled in. False: thought better of.
bool ask_settings(const Window& window, ServiceAddress& address);

}  // namespace stp::addin
