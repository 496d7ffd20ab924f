import { randomBytes } from 'node:crypto';
import { claimsOf } from './jwt.ts';
import { bearer, discover, field, type Product, postForm, readJson, returned } from './product.ts';

type Configuration = { key: string; secret: string; well_known_url: string; scope: string };

const matchpoints: Readonly<Record<string, string>> = {
  'User id': 'userid',
  Email: 'email',
  'Card number': 'cardnumber',
};

/**
 * Koha's OPAC: no PKCE, no nonce, the secret in the body; the ID token is decoded and believed, then userinfo; the mapping
 * names patron fields, and the matchpoint says which of them finds the patron.
 */
export const koha: Product = (fields) => {
  const config = JSON.parse(field(fields, 'Configuration')) as Configuration;
  const mapping = JSON.parse(field(fields, 'Mapping')) as Record<string, string>;
  const redirectUri = `${field(fields, 'OPACBaseURL')}/api/v1/public/oauth/login/${field(fields, 'Code')}/opac`;
  const state = randomBytes(16).toString('hex');
  const provider = () => discover(config.well_known_url);
  return {
    begin: async () => {
      if (field(fields, 'Protocol') !== 'OIDC') throw new Error('another protocol');
      const url = new URL(String((await provider())['authorization_endpoint']));
      url.search = new URLSearchParams({
        client_id: config.key,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: config.scope,
        state,
      }).toString();
      return url.href;
    },
    finish: async (callback) => {
      const found = await provider();
      const tokens = await postForm(String(found['token_endpoint']), {
        client_id: config.key,
        client_secret: config.secret,
        code: returned(callback, state),
        grant_type: 'authorization_code',
        redirect_uri: redirectUri,
      });
      const patron: Record<string, string | undefined> = {};
      const take = (claims: Readonly<Record<string, unknown>>) => {
        for (const [mine, theirs] of Object.entries(mapping))
          if (typeof claims[theirs] === 'string') patron[mine] = claims[theirs];
      };
      take(claimsOf(String(tokens['id_token'])));
      take(await readJson(String(found['userinfo_endpoint']), bearer(tokens['access_token'])));
      const account = patron[matchpoints[field(fields, 'Matchpoint')]!];
      if (!account) throw new Error('the matchpoint has no value');
      return { account, profile: patron };
    },
  };
};
