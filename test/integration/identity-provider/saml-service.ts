import { generateKeyPairSync } from 'node:crypto';
import { SAML, type SamlConfig, ValidateInResponseTo } from '@node-saml/node-saml';
import { selfSignedCertificate } from '../../../services/identity-provider/src/saml/self-signed-certificate.ts';
import type { Browser } from './browser.ts';
import type { IdentityProvider } from './identity-provider.ts';

/** A key pair of a service, with the certificate that its metadata carry. */
export function serviceKey(): { privateKey: string; certificate: string } {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const from = new Date(Date.now() - 86_400_000);
  const until = new Date(Date.now() + 86_400_000);
  return {
    privateKey,
    certificate: selfSignedCertificate({ privateKeyPem: privateKey, commonName: 'service', from, until }),
  };
}

export const pem = (certificate: string) => `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`;

export type Service = { readonly sp: SAML; readonly acs: string; readonly entityId: string; readonly clientId: string };

/** A service by node-saml, which has nothing of ours in it: its own metadata are what connects it. */
export async function connectService(
  provider: IdentityProvider,
  name: string,
  options: {
    readonly config?: Partial<SamlConfig>;
    readonly key?: { privateKey: string; certificate: string };
    readonly decryption?: { privateKey: string; certificate: string };
    readonly asked?: Record<string, unknown>;
    readonly amend?: (metadata: string) => string;
  } = {},
): Promise<Service> {
  const acs = `http://${name}.example/saml/acs`;
  const entityId = `https://${name}.example/sp`;
  const metadata = await (await fetch(`${provider.issuer}/saml/metadata`)).text();
  const idpCert =
    /<ds:X509Certificate>([^<]+)<\/ds:X509Certificate><\/ds:X509Data><\/ds:KeyInfo><\/md:KeyDescriptor>/.exec(
      metadata,
    )![1]!;
  const sp = new SAML({
    callbackUrl: acs,
    issuer: entityId,
    entryPoint: `${provider.issuer}/saml/sso`,
    logoutUrl: `${provider.issuer}/saml/slo`,
    logoutCallbackUrl: `http://${name}.example/saml/slo`,
    idpCert: pem(idpCert),
    idpIssuer: `${provider.issuer}/saml/metadata`,
    audience: entityId,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: true,
    validateInResponseTo: ValidateInResponseTo.always,
    disableRequestedAuthnContext: true,
    identifierFormat: null,
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    ...(options.key ? { privateKey: options.key.privateKey, publicCert: pem(options.key.certificate) } : {}),
    ...(options.decryption ? { decryptionPvk: options.decryption.privateKey } : {}),
    ...options.config,
  });
  const own = sp.generateServiceProviderMetadata(
    options.decryption ? pem(options.decryption.certificate) : null,
    options.key ? pem(options.key.certificate) : null,
  );
  const response = await provider.api('POST', '/api/v1/saml-services', 'clients.write', {
    metadata: options.amend ? options.amend(own) : own,
    client_name: name,
    first_party: true,
    scope: 'openid pseudonymous',
    ...options.asked,
  });
  if (response.status !== 201) throw new Error(`not connected: ${await response.text()}`);
  return { sp, acs, entityId, clientId: ((await response.json()) as { client_id: string }).client_id };
}

/** The form of a page, as a browser would send it. */
export async function formOf(response: Response): Promise<{ action: string; fields: Record<string, string> }> {
  const html = await response.text();
  const form = /<form[^>]*action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/.exec(html.slice(html.indexOf('<main')));
  if (!form) throw new Error(`no form at ${response.url}: ${response.status} ${html}`);
  const fields = [...form[2]!.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const plain = (text: string) =>
    text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');
  return {
    action: plain(form[1]!),
    fields: Object.fromEntries(fields.map(([, name, value]) => [name!, plain(value!)])),
  };
}

/** From a service's request to the form that goes back to it. */
export async function signInBySaml(
  browser: Browser,
  first: Response,
  who: { login: string; password: string },
): Promise<{ action: string; fields: Record<string, string> }> {
  let step = await browser.follow(first, 'none');
  if (step.url.includes('/interaction/'))
    step = await browser.follow(
      await browser.post(step.url, { university: '', login: who.login, password: who.password }),
      'none',
    );
  return formOf(step.response);
}

/** A whole sign-in by the redirect binding, up to what the service believes. */
export async function profileOf(service: Service, browser: Browser, who: { login: string; password: string }) {
  const { action, fields } = await signInBySaml(
    browser,
    await browser.get(await service.sp.getAuthorizeUrlAsync('relay', undefined, {})),
    who,
  );
  if (action !== service.acs) throw new Error(`sent to ${action}`);
  const { profile } = await service.sp.validatePostResponseAsync(fields);
  return { profile: profile!, fields };
}
