// How accounts lie in the database; for this folder only.
#pragma once

#include <optional>

#include "service/access/accounts.h"

namespace stp {

std::optional<User> find_user(DbSession& session, const std::string& footprint, const std::string& name,
                              bool to_change = false);
std::string password_hash(DbSession& session, const std::string& footprint,
                          const std::string& name);  // "" : none
// False: there is one of this name, or of this identity, already.
bool insert_user(DbSession& session, const Gate& gate, const User& user, const std::string& hash);
void write_grants(DbSession& session, const std::string& footprint, const std::string& name,
                  const std::vector<Grant>& grants);
std::size_t delete_sessions(DbSession& session, const std::string& footprint, const std::string& name,
                            const std::string& keep_session);
void spend_password_links(DbSession& session, const std::string& footprint, const std::string& name);

// "preparer LE, reviewer LE": for the log.
std::string to_text(const std::vector<Grant>& grants);
Grant grant_of(const DbRow& row, std::size_t first_column);  // role, place

// Into the log, with the details as a JSON object.
void record(DbSession& session, const Gate& gate, const std::string& who, const std::string& kind,
            const std::string& subject, const std::vector<std::pair<std::string, std::string>>& details);

Result<void> check_name(const std::string& name);
Result<void> check_words(const std::string& what, const std::string& text, std::size_t most);
Result<std::vector<Grant>> checked_grants(const Gate& gate,
                                          const std::vector<Grant>& grants);  // sorted, each once

std::string token_id(const std::string& token);  // what is kept of a token

Refusal no_such_user(const std::string& name);

}  // namespace stp
