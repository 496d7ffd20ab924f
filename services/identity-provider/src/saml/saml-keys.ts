import { open } from '@onecampus/tokens';
import type { Context } from '../context.ts';
import { perContext } from '../per-context.ts';
import type { SamlCertificate } from '../store/saml-certificates.ts';
import { tendSamlCertificates } from '../use-cases/tend-saml-certificates.ts';
import type { SamlKey } from './codec.ts';
import { samlKeyPlace } from './new-saml-certificate.ts';

/** The key that signs now, and every certificate that services are told of, the signing one first. */
export type SamlKeys = { readonly signing: SamlKey; readonly certificates: readonly string[] };

/** A rotation by another instance is seen within this time. */
const kept_ms = 30_000;

const keptKeys = perContext(() => ({ keys: undefined as SamlKeys | undefined, until: 0 }));

/** Our keys; made at the first start of all. */
export async function samlKeys(context: Context): Promise<SamlKeys> {
  const kept = keptKeys(context);
  const now = Date.now();
  if (kept.keys && kept.until > now) return kept.keys;
  const stored = await tendSamlCertificates(samlCertificateParts(context));
  kept.keys = keysOf(context, stored);
  kept.until = now + kept_ms;
  return kept.keys;
}

/** After a rotation here. */
export function forgetSamlKeys(context: Context): void {
  keptKeys(context).until = 0;
}

export function samlCertificateParts({ db, config, clock }: Context) {
  const commonName = new URL(config.issuer).hostname;
  return { db, kek: config.keyEncryptionKey, commonName, now: clock.now() };
}

function keysOf({ config }: Context, stored: readonly SamlCertificate[]): SamlKeys {
  const signing = stored.find(({ state }) => state === 'signing')!;
  return {
    signing: {
      certificate: signing.certificate,
      privateKeyPem: open(signing.sealedPrivateKey!, config.keyEncryptionKey, samlKeyPlace(signing.id)),
    },
    certificates: [signing, ...stored.filter((one) => one !== signing)].map(({ certificate }) => certificate),
  };
}
