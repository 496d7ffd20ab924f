import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { Passkey } from '../store/passkeys.ts';

/** Who asks: the host of the issuer (WebAuthn calls it the relying party), whose name people read in the browser's question. */
export type Asker = { readonly issuer: string; readonly name: string };

const answer_chars_max = 20_000;
const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(8_192);
const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
};
const proofShape = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish(),
  }),
});
const additionShape = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
});

/** What a browser hands back; `challenge` is taken from what the authenticator signed. */
export type PasskeyProof = { readonly answer: AuthenticationResponseJSON; readonly challenge: string };
export type PasskeyAddition = { readonly answer: RegistrationResponseJSON; readonly challenge: string };

/** `undefined` for what is no answer of an authenticator at all. */
export function readProof(text: string): PasskeyProof | undefined {
  const answer = proofShape.safeParse(parsed(text)).data;
  const challenge = answer && challengeOf(answer.response.clientDataJSON);
  return challenge === undefined ? undefined : { answer: answer as AuthenticationResponseJSON, challenge };
}

export function readAddition(text: string): PasskeyAddition | undefined {
  const answer = additionShape.safeParse(parsed(text)).data;
  const challenge = answer && challengeOf(answer.response.clientDataJSON);
  return challenge === undefined ? undefined : { answer: answer as RegistrationResponseJSON, challenge };
}

/** The question to a browser for any passkey of this host, or for one of those that are named. */
export function askForProof(asker: Asker, passkeys: readonly Passkey[], verification: 'required' | 'preferred') {
  return generateAuthenticationOptions({
    rpID: new URL(asker.issuer).hostname,
    userVerification: verification,
    timeout: 300_000,
    allowCredentials: passkeys.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
  });
}

/** The question to a browser for a new passkey: one that it can find by itself, and none that is here already. */
export function askForAddition(
  asker: Asker,
  owner: { readonly userHandle: string; readonly login: string; readonly name: string },
  present: readonly Passkey[],
) {
  return generateRegistrationOptions({
    rpName: asker.name,
    rpID: new URL(asker.issuer).hostname,
    userID: Uint8Array.from(Buffer.from(owner.userHandle, 'base64url')),
    userName: owner.login,
    userDisplayName: owner.name,
    attestationType: 'none',
    timeout: 300_000,
    excludeCredentials: present.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
}

/** Checks an answer against the passkey that it names (WebAuthn §7.2); `undefined` where it proves nothing. */
export async function checkProof(
  asker: Asker,
  proof: PasskeyProof,
  passkey: Passkey,
  verification: 'required' | 'preferred',
) {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: proof.answer,
      expectedChallenge: proof.challenge,
      expectedOrigin: new URL(asker.issuer).origin,
      expectedRPID: new URL(asker.issuer).hostname,
      requireUserVerification: verification === 'required',
      credential: {
        id: passkey.credentialId,
        publicKey: Uint8Array.from(passkey.publicKey),
        // The counter is compared where it is written, in one statement (store/passkeys.ts).
        counter: 0,
      },
    });
    return verified ? authenticationInfo : undefined;
  } catch {
    return undefined;
  }
}

/** Checks a new passkey (WebAuthn §7.1); `undefined` where it does not answer our question. */
export async function checkAddition(asker: Asker, addition: PasskeyAddition) {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: addition.answer,
      expectedChallenge: addition.challenge,
      expectedOrigin: new URL(asker.issuer).origin,
      expectedRPID: new URL(asker.issuer).hostname,
      requireUserVerification: false,
    });
    return verified ? registrationInfo : undefined;
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  if (text.length > answer_chars_max) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function challengeOf(clientDataJSON: string): string | undefined {
  const data = parsed(Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
  const challenge = (data as { challenge?: unknown } | undefined)?.challenge;
  return typeof challenge === 'string' && challenge !== '' ? challenge : undefined;
}
