import { strangerPlace, upstreamSecretPlace } from '../federation/upstream-secret-place.ts';
import { passwordRequestPlace } from '../mail/password-request.ts';
import { letterPlace } from '../mail/queue-letter.ts';
import { federationKeyPlace } from '../openid-federation/federation-keys.ts';
import { samlKeyPlace } from '../saml/new-saml-certificate.ts';
import { totpPlace } from '../second-factor/totp-code.ts';
import type { SealedTable } from '../store/sealed-values.ts';
import { cookieKeyPlace, derivationRootPlace, signingKeyPlace } from './key-places.ts';

/** Everything that the database keeps sealed, with what each value is sealed to. A test holds this against the schema. */
export const sealedPlaces: Readonly<Record<SealedTable, (id: string) => string>> = {
  derivation_root: derivationRootPlace,
  signing_keys: signingKeyPlace,
  cookie_keys: cookieKeyPlace,
  saml_certificates: samlKeyPlace,
  federation_keys: federationKeyPlace,
  upstreams: upstreamSecretPlace,
  upstream_strangers: strangerPlace,
  totp: totpPlace,
  password_requests: passwordRequestPlace,
  mails: letterPlace,
};
