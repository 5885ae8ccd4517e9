#include "service/desk/log_kinds.h"

#include <algorithm>

namespace stp {

const std::vector<LogKind>& log_kinds() {
  static const std::vector<LogKind> all{{"receipt", "file received"},
                                        {"sighting", "same file received again"},
                                        {"judged-for", "file sent by two places, judged for its own"},
                                        {"checked", "file checked", true},
                                        {"refused", "file not taken", true},
                                        {"accepted", "warning accepted with a reason", true},
                                        {"submitted", "return submitted", true},
                                        {"withdrawn", "submission withdrawn: a new version came", true},
                                        {"approved", "return approved", true},
                                        {"sent back", "return sent back", true},
                                        {"locked", "return locked", true},
                                        {"reopening asked for", "asked to reopen the return", true},
                                        {"reopened", "return reopened", true},
                                        {"round", "round opened, closed or its deadlines set", true},
                                        {"return-checked", "return checked as a whole"},
                                        {"total", "footprint total worked out", true},
                                        {"sign-in", "signed in"},
                                        {"sign-in-failures", "sign-in failed several times"},
                                        {"sign-out", "signed out"},
                                        {"sessions-ended", "signed out everywhere"},
                                        {"user-made", "user made"},
                                        {"user-changed", "user changed"},
                                        {"password-link", "link to set a password made"},
                                        {"password-changed", "password changed"},
                                        {"key-made", "API key made"},
                                        {"key-revoked", "API key revoked"},
                                        {"set-up-link", "set-up link made"},
                                        {"set-up", "service set up"},
                                        {"demonstration", "demonstration prepared"}};
  return all;
}

std::string log_kind_words(const std::string& kind) {
  const auto& all = log_kinds();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const LogKind& one) { return one.kind == kind; });
  return found == all.end() ? kind : found->words;
}

}  // namespace stp
