#include "calc/base/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace stp {

namespace {

void must(int outcome) {
  if (outcome != 1) throw std::runtime_error("SHA-256 is not available in the OpenSSL library");
}

}  // namespace

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  must(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr));
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view part) { must(EVP_DigestUpdate(state_->context, part.data(), part.size())); }

std::string Sha256::text() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  must(EVP_DigestFinal_ex(state_->context, digest.data(), &length));
  constexpr const char* digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * length);
  for (unsigned int i = 0; i < length; ++i) {
    text += digits[digest[i] >> 4];
    text += digits[digest[i] & 15];
  }
  return text;
}

std::string sha256(std::string_view bytes) {
  Sha256 whole;
  whole.add(bytes);
  return whole.text();
}

}  // namespace stp
