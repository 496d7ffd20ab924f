import { type Db, transaction } from '@onecampus/database';
import type { Ephemeral } from '@onecampus/ephemeral';
import { constantTimeEqual } from '@onecampus/tokens';
import { passkeyCounterFellBack, passkeySignInSucceeded, secondFactorProved } from '../events/factors.ts';
import { signInFailed } from '../events.ts';
import { keepChallenge, takeChallenge } from '../second-factor/challenges.ts';
import { type Asker, askForProof, checkProof, readProof } from '../second-factor/passkey-ceremony.ts';
import { findPasskey, listPasskeys, type PasskeyWithOwner, usePasskey } from '../store/passkeys.ts';

export type PasskeyContext = { readonly db: Db; readonly ephemeral: Ephemeral; readonly asker: Asker };

/** In which sign-in a passkey is asked for, and of whom where that is known already. */
export type PasskeyOccasion = { readonly uid: string; readonly personId?: string };

export type ProvedPasskey = {
  readonly personId: string;
  readonly referenceId: string;
  readonly epoch: number;
  /** Held in one device or copied by its owner's cloud (RFC 8176: hardware- or software-secured), and whether it checked its owner. */
  readonly methods: readonly ('hwk' | 'swk' | 'user')[];
};

/** The question for the browser. Alone a passkey has to check who holds it; after a password it need only be held. */
export async function askForPasskey({ db, ephemeral, asker }: PasskeyContext, occasion: PasskeyOccasion) {
  const passkeys = occasion.personId === undefined ? [] : await listPasskeys(db, occasion.personId);
  const question = await askForProof(asker, passkeys, verificationIn(occasion));
  await keepChallenge(ephemeral, question.challenge, challengeOf(occasion));
  return question;
}

/** Who holds the passkey that answered; `undefined` where the answer proves nothing in this sign-in, or proves it again. */
export async function provePasskey(
  { db, ephemeral, asker }: PasskeyContext,
  occasion: PasskeyOccasion,
  answer: string,
): Promise<ProvedPasskey | undefined> {
  const proof = readProof(answer);
  if (!proof || !(await takeChallenge(ephemeral, proof.challenge, challengeOf(occasion)))) return undefined;
  const passkey = await findPasskey(db, proof.answer.id);
  const fits = passkey && belongsHere(passkey, occasion, proof.answer.response.userHandle);
  const checked = fits ? await checkProof(asker, proof, passkey, verificationIn(occasion)) : undefined;
  if (!fits || !checked) {
    await signInFailed(db, passkey?.personId);
    return undefined;
  }
  const { personId, referenceId, epoch } = passkey;
  const used = await transaction(db, async (tx) => {
    const { newCounter: counter, credentialBackedUp: backedUp } = checked;
    if (!(await usePasskey(tx, { id: passkey.id, counter, backedUp }))) return false;
    await (occasion.personId === undefined
      ? passkeySignInSucceeded(tx, { personId })
      : secondFactorProved(tx, { personId }, 'passkey'));
    return true;
  });
  if (!used) {
    await passkeyCounterFellBack(db, { personId }, passkey.id);
    return undefined;
  }
  const held = checked.credentialDeviceType === 'multiDevice' ? 'swk' : 'hwk';
  return { personId, referenceId, epoch, methods: checked.userVerified ? [held, 'user'] : [held] };
}

/** An account that lives, the one that is asked, and the handle that its authenticator was given (WebAuthn §7.2 step 6). */
function belongsHere(
  passkey: PasskeyWithOwner,
  { personId }: PasskeyOccasion,
  userHandle: string | null | undefined,
): boolean {
  if (passkey.state !== 'active') return false;
  if (personId !== undefined && passkey.personId !== personId) return false;
  if (!userHandle) return personId !== undefined;
  return passkey.userHandle !== null && constantTimeEqual(userHandle, passkey.userHandle);
}

function challengeOf({ uid, personId }: PasskeyOccasion) {
  return personId === undefined
    ? ({ purpose: 'sign-in', bound: uid } as const)
    : ({ purpose: 'second-factor', bound: uid, personId } as const);
}

function verificationIn({ personId }: PasskeyOccasion): 'required' | 'preferred' {
  return personId === undefined ? 'required' : 'preferred';
}
