// A provider on loopback that lets anybody in by name. Prints its issuer, then serves until it is ended.
// ALGORITHM: RS256 or ES256. Ann is in the group finance-leeds; nobody else is in any.
import http from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

const algorithm = process.env.ALGORITHM;
const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
const server = http.createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const provider = new Provider(`http://127.0.0.1:${server.address().port}`, {
  clients: [{
    client_id: 'stp', client_secret: 'secret with / and :', redirect_uris: ['http://127.0.0.1/'],
    id_token_signed_response_alg: algorithm,
  }],
  jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: algorithm, use: 'sig', kid: 'one' }] },
  pkce: { required: () => true },
  claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({
      sub: `subject-${id}`, name: `Person ${id}`, preferred_username: id, groups: id === 'ann' ? ['finance-leeds'] : [],
    }),
  }),
});
// The service's port is not known before it runs.
provider.Client.prototype.redirectUriAllowed = (uri) =>
  /^http:\/\/127\.0\.0\.1:\d+\/sign-in\/provider\/back$/.test(uri);
server.on('request', provider.callback());
console.log(provider.issuer);
