#include "service/access/id_token.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <catch2/catch.hpp>
#include <functional>
#include <nlohmann/json.hpp>

#include "service/access/secrets.h"

using namespace stp;
using Json = nlohmann::json;

namespace {

// A key pair of the provider's, which signs as the provider would.
class Signer {
 public:
  explicit Signer(const std::string& algorithm, unsigned bits = 2048) : algorithm_(algorithm) {
    key_ = algorithm == "RS256" ? EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<std::size_t>(bits))
                                : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
    REQUIRE(key_ != nullptr);
  }
  ~Signer() { EVP_PKEY_free(key_); }
  Signer(const Signer&) = delete;
  Signer& operator=(const Signer&) = delete;

  Json jwk(const std::string& id) const {
    if (algorithm_ == "RS256")
      return {{"kty", "RSA"},
              {"kid", id},
              {"n", number(OSSL_PKEY_PARAM_RSA_N, 0)},
              {"e", number(OSSL_PKEY_PARAM_RSA_E, 0)}};
    return {{"kty", "EC"},
            {"crv", "P-256"},
            {"kid", id},
            {"x", number(OSSL_PKEY_PARAM_EC_PUB_X, 32)},
            {"y", number(OSSL_PKEY_PARAM_EC_PUB_Y, 32)}};
  }
  std::string token(Json head, const Json& claims) const {
    const std::string text = base64url(head.dump()) + "." + base64url(claims.dump());
    return text + "." + base64url(signature(text));
  }

 private:
  std::string number(const char* name, int size) const {
    BIGNUM* held = nullptr;
    REQUIRE(EVP_PKEY_get_bn_param(key_, name, &held) == 1);
    const int length = size > 0 ? size : BN_num_bytes(held);
    std::string bytes(static_cast<std::size_t>(length), '\0');
    BN_bn2binpad(held, reinterpret_cast<unsigned char*>(bytes.data()), length);
    BN_free(held);
    return base64url(bytes);
  }
  std::string signature(const std::string& text) const {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    std::size_t size = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    REQUIRE(EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key_) == 1);
    EVP_DigestSign(context, nullptr, &size, bytes, text.size());
    std::string made(size, '\0');
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(made.data()), &size, bytes, text.size());
    EVP_MD_CTX_free(context);
    made.resize(size);
    return algorithm_ == "RS256" ? made : two_numbers(made);
  }
  static std::string two_numbers(const std::string& der) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    ECDSA_SIG* both = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
    std::string raw(64, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(both), reinterpret_cast<unsigned char*>(raw.data()), 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(both), reinterpret_cast<unsigned char*>(raw.data()) + 32, 32);
    ECDSA_SIG_free(both);
    return raw;
  }
  std::string algorithm_;
  EVP_PKEY* key_ = nullptr;
};

constexpr std::int64_t now = 1'800'000'000;
const TokenWanted wanted{"https://login.example", "stp", "once", now};
Json good_claims() {
  return {{"iss", "https://login.example"},
          {"aud", "stp"},
          {"sub", "s1"},
          {"nonce", "once"},
          {"iat", now - 5},
          {"exp", now + 300}};
}
Json keys(const Json& one) { return {{"keys", Json::array({one})}}; }
Json head(const std::string& algorithm) { return {{"alg", algorithm}, {"kid", "k1"}}; }
std::string code(const Result<Json>& result) { return result ? "good" : result.error().code; }

}  // namespace

TEST_CASE("a token by the provider, for this service and this sign-in, is taken") {
  const std::string algorithm = GENERATE("RS256", "ES256");
  const Signer signer(algorithm), stranger(algorithm);
  const std::string token = signer.token(head(algorithm), good_claims());
  CHECK(verified_claims(token, keys(signer.jwk("k1")), wanted).value()["sub"] == "s1");
  CHECK(code(verified_claims(stranger.token(head(algorithm), good_claims()), keys(signer.jwk("k1")),
                             wanted)) == "token-wrong");
  CHECK(code(verified_claims(token, keys(signer.jwk("k2")), wanted)) == "token-key");
  CHECK(code(verified_claims(token, Json{{"keys", {stranger.jwk("k1"), signer.jwk("k1")}}}, wanted)) ==
        "good");
  CHECK(code(verified_claims(signer.token({{"alg", algorithm}}, good_claims()), keys(signer.jwk("k9")),
                             wanted)) == "good");
}

TEST_CASE("each claim of a token is looked at") {
  const Signer signer("ES256");
  const Json list = keys(signer.jwk("k1"));
  const auto with = [&](const std::function<void(Json&)>& change) {
    Json claims = good_claims();
    change(claims);
    return code(verified_claims(signer.token(head("ES256"), claims), list, wanted));
  };
  REQUIRE(with([](Json&) {}) == "good");
  for (const char* name : {"iss", "aud", "sub", "nonce", "iat", "exp"}) {
    INFO(name);
    CHECK(with([&](Json& claims) { claims.erase(name); }) == "token-wrong");
    CHECK(with([&](Json& claims) { claims[name] = Json::object(); }) == "token-wrong");
    CHECK(with([&](Json& claims) { claims[name] = "other"; }) ==
          (std::string(name) == "sub" ? "good" : "token-wrong"));
  }
  CHECK(with([](Json& claims) { claims["exp"] = now - 61; }) == "token-wrong");
  CHECK(with([](Json& claims) { claims["exp"] = now - 59; }) == "good");  // clocks differ
  CHECK(with([](Json& claims) { claims["exp"] = 1e300; }) == "token-wrong");
  CHECK(with([](Json& claims) { claims["iat"] = now + 61; }) == "token-wrong");
  CHECK(with([](Json& claims) { claims["nbf"] = now + 61; }) == "token-wrong");
  CHECK(with([](Json& claims) { claims["nbf"] = "soon"; }) == "token-wrong");
  CHECK(with([](Json& claims) { claims["aud"] = {"stp"}; }) == "good");
  CHECK(with([](Json& claims) { claims["aud"] = Json::array(); }) == "token-wrong");
  CHECK(with([](Json& claims) { claims["aud"] = {"other"}; }) == "token-wrong");
  CHECK(with([](Json& claims) { claims["aud"] = {"stp", "other"}; }) == "token-wrong");
  CHECK(with([](Json& claims) { claims["aud"] = {"stp", "other"}, claims["azp"] = "stp"; }) == "good");
  CHECK(with([](Json& claims) {
          claims["aud"] = {"stp", "other"}, claims["azp"] = "other";
        }) == "token-wrong");
  CHECK(with([](Json& claims) { claims["azp"] = "other"; }) == "token-wrong");
  CHECK(with([](Json& claims) { claims["sub"] = std::string(256, 'a'); }) == "token-wrong");
  TokenWanted no_nonce = wanted;
  no_nonce.nonce = "";
  Json claims = good_claims();
  claims["nonce"] = "";
  CHECK(code(verified_claims(signer.token(head("ES256"), claims), list, no_nonce)) == "token-wrong");
}

TEST_CASE("a token that is not signed, or signed by anything but the provider's key for it, is not taken") {
  const Signer rsa("RS256"), ec("ES256"), small("RS256", 1024);
  const Json both{{"keys", {rsa.jwk("k1"), ec.jwk("k1")}}};
  const std::string claims = base64url(good_claims().dump());
  const auto judged = [&](const std::string& token) { return code(verified_claims(token, both, wanted)); };
  for (const char* algorithm : {"none", "None", "HS256", "RS512", "PS256", ""})
    CHECK(judged(rsa.token(head(algorithm), good_claims())) == "token-wrong");
  CHECK(judged(base64url(R"({"alg":"none"})") + "." + claims + ".") == "token-wrong");
  CHECK(judged(base64url(R"({"alg":"RS256","kid":"k1"})") + "." + claims + ".") == "token-wrong");
  CHECK(judged(rsa.token({{"alg", "RS256"}, {"kid", "k1"}, {"crit", {"x"}}}, good_claims())) ==
        "token-wrong");
  CHECK(judged(ec.token(head("RS256"), good_claims())) == "token-wrong");
  CHECK(judged(rsa.token(head("ES256"), good_claims())) == "token-wrong");
  CHECK(code(verified_claims(small.token(head("RS256"), good_claims()), keys(small.jwk("k1")), wanted)) ==
        "token-wrong");
  Json for_secrets = rsa.jwk("k1");
  for_secrets["use"] = "enc";
  CHECK(code(verified_claims(rsa.token(head("RS256"), good_claims()), keys(for_secrets), wanted)) ==
        "token-key");
  const std::string whole = rsa.token(head("RS256"), good_claims());
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    std::string changed = whole;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    CHECK(judged(changed) != "good");
  }
  for (const std::string& nonsense :
       {std::string(), std::string("a.b"), std::string("a.b.c.d"), std::string("...."),
        std::string(100000, '.'), std::string("\xFF.\xFF.\xFF")})
    CHECK(judged(nonsense) != "good");
  for (const Json& odd : {Json(), Json::array(), Json{{"keys", 1}}, Json{{"keys", {1, "x", Json::object()}}}})
    CHECK(code(verified_claims(whole, odd, wanted)) == "token-key");
}
