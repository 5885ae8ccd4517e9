#include "service/store/log_of_people.h"

namespace stp {

namespace {

// "preparer LE, reviewer LE, regional": each with the place, "" for a role of the whole footprint.
std::vector<std::pair<std::string, std::string>> grants_in(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> grants;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(", ", at), text.size());
    const auto one = text.substr(at, end - at);
    const auto space = std::min(one.find(' '), one.size());
    grants.emplace_back(one.substr(0, space), one.substr(std::min(space + 1, one.size())));
    at = end + 2;
  }
  return grants;
}

void take_grants(LogTable& table, const LogRecord& record, const std::string& holder,
                 const std::string& text) {
  table.forget([&](const LogTable::Words& key) { return key.at(0) == holder; });
  for (const auto& [role, place] : grants_in(text)) table.row({holder, role, place}, record);
}

}  // namespace

LogOfPeople::LogOfPeople()
    : users_("users", {"name"}, {{"shown"}, {"disabled"}, {"issuer"}, {"subject"}, {"password", true}}),
      user_grants_("user_grants", {"name", "role", "place"}, {}),
      keys_("api_keys", {"id"},
            {{"owner"}, {"label"}, {"expires_at"}, {"revoked_at"}, {"secret_sha256", true}}),
      key_grants_("api_key_grants", {"id", "role", "place"}, {}) {}

void LogOfPeople::take(const LogRecord& record, const LogDetails& details) {
  if (record.kind == "user-made" || record.kind == "set-up") take_user(record, details);
  if (record.kind == "user-changed" || record.kind == "password-changed") take_change(record, details);
  if (record.kind == "key-made") take_key(record, details);
  if (record.kind == "key-revoked")
    if (auto* key = keys_.find({details.text("key")}))
      keys_.value(*key, "revoked_at") = details.said("revoked_at");
}

void LogOfPeople::take_user(const LogRecord& record, const LogDetails& details) {
  const auto issuer = details.text("issuer");
  const Said subject = issuer.empty() ? "" : details.said("subject");
  const Said password = record.kind == "set-up" ? details.said("password_mark") : "";
  users_.row({record.subject}, record).values = {details.text("shown"), "0", issuer, subject, password};
  take_grants(user_grants_, record, record.subject, details.text("grants"));
}

void LogOfPeople::take_change(const LogRecord& record, const LogDetails& details) {
  auto& row = users_.row({record.subject}, record);
  if (const auto shown = details.said("shown")) users_.value(row, "shown") = *shown;
  if (const auto off = details.said("disabled")) users_.value(row, "disabled") = *off == "yes" ? "1" : "0";
  if (const auto grants = details.said("grants")) take_grants(user_grants_, record, record.subject, *grants);
  if (record.kind == "password-changed") users_.value(row, "password") = details.said("password_mark");
}

void LogOfPeople::take_key(const LogRecord& record, const LogDetails& details) {
  const auto id = details.text("key");
  keys_.row({id}, record).values = {record.subject, details.text("label"), details.text("expires"), "",
                                    details.said("secret_mark")};
  take_grants(key_grants_, record, id, details.text("grants"));
}

std::vector<std::string> LogOfPeople::differences(DbSession& session, const std::string& footprint,
                                                  const std::vector<DbTable>& tables) const {
  std::vector<std::string> all;
  for (const auto* table : {&users_, &user_grants_, &keys_, &key_grants_}) {
    const auto found = table->differences(session, footprint, tables);
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

}  // namespace stp
