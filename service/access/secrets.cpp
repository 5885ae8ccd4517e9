#include "service/access/secrets.h"

#include <sodium.h>

#include <array>
#include <chrono>
#include <map>
#include <mutex>
#include <semaphore>
#include <stdexcept>
#include <vector>

namespace stp {

namespace {

void ready() {
  static const int once = sodium_init();
  if (once < 0) throw std::runtime_error("libsodium finds no source of randomness");
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// Each hash holds its memory while it runs; more at a time would let strangers use the machine up.
constexpr std::ptrdiff_t hashes_at_a_time = 2;
constexpr std::chrono::seconds longest_wait{10};

class Turn {
 public:
  Turn() : taken_(turns().try_acquire_for(longest_wait)) {}
  ~Turn() {
    if (taken_) turns().release();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  explicit operator bool() const { return taken_; }

 private:
  static std::counting_semaphore<hashes_at_a_time>& turns() {
    static std::counting_semaphore<hashes_at_a_time> all(hashes_at_a_time);
    return all;
  }
  bool taken_;
};

Refusal busy() {
  return {"sign-in-busy", "Too many people are signing in at once.", "", "Try again in a few seconds."};
}

std::string argon2id(const PasswordCost& cost, const std::string& password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes, cost.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::runtime_error("no memory left to hash a password");
  return hash.data();
}

// Of a password nobody has; made once for each cost.
std::string hash_of_nothing(const PasswordCost& cost) {
  static std::mutex guard;
  static std::map<std::pair<unsigned long long, std::size_t>, std::string> made;
  const std::scoped_lock lock(guard);
  std::string& hash = made[{cost.passes, cost.memory_bytes}];
  if (hash.empty()) hash = argon2id(cost, random_token());
  return hash;
}

}  // namespace

namespace {

std::string base64_of(std::string_view bytes, int variant) {
  std::vector<char> text(sodium_base64_encoded_len(bytes.size(), variant));
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), variant);
  return text.data();
}

}  // namespace

std::string base64url(std::string_view bytes) {
  return base64_of(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
std::string base64(std::string_view bytes) { return base64_of(bytes, sodium_base64_VARIANT_ORIGINAL); }

std::string random_token(std::size_t bytes) {
  ready();
  std::string random(bytes, '\0');
  randombytes_buf(random.data(), random.size());
  return base64url(random);
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string derived_secret(std::string_view secret, std::string_view purpose) {
  ready();
  std::string derived(crypto_generichash_BYTES, '\0');
  const std::size_t key_size = std::min<std::size_t>(secret.size(), crypto_generichash_KEYBYTES_MAX);
  crypto_generichash(reinterpret_cast<unsigned char*>(derived.data()), derived.size(), bytes_of(purpose),
                     purpose.size(), bytes_of(secret), key_size);
  return base64url(derived);
}

Result<std::string> hash_password(const PasswordCost& cost, const std::string& password) {
  ready();
  const Turn turn;
  if (!turn) return refuse(busy());
  return argon2id(cost, password);
}

Result<bool> password_fits(const PasswordCost& cost, const std::string& hash, const std::string& password) {
  ready();
  const std::string nothing = hash_of_nothing(cost);
  const Turn turn;
  if (!turn) return refuse(busy());
  const std::string& against = hash.empty() ? nothing : hash;
  const bool fits = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
  return fits && !hash.empty();
}

}  // namespace stp
