import { type Db, transaction } from '@onecampus/database';
import { findOwnEmail } from '@onecampus/directory';
import type { Ephemeral } from '@onecampus/ephemeral';
import { randomToken, uuidv7 } from '@onecampus/runtime';
import { passkeyAdded, passkeyRemoved, passkeyRenamed } from '../events/factors.ts';
import { keepChallenge, takeChallenge } from '../second-factor/challenges.ts';
import { type Asker, askForAddition, checkAddition, readAddition } from '../second-factor/passkey-ceremony.ts';
import {
  addPasskey,
  ensureUserHandle,
  listPasskeys,
  type Passkey,
  removePasskey,
  renamePasskey,
} from '../store/passkeys.ts';
import { deleteRecoveryCodes } from '../store/recovery-codes.ts';
import { hasSecondFactor } from '../store/second-factors.ts';

export type TendPasskeysContext = { readonly db: Db; readonly ephemeral: Ephemeral; readonly asker: Asker };

/** Whose they are, and the session in which he looks after them. */
export type PasskeyOwner = {
  readonly personId: string;
  readonly sessionUid: string;
  readonly name: string;
};

const passkeys_max = 20;

export function listOwnPasskeys({ db }: { readonly db: Db }, personId: string): Promise<Passkey[]> {
  return listPasskeys(db, personId);
}

/** The question for the browser. */
export async function askForNewPasskey({ db, ephemeral, asker }: TendPasskeysContext, owner: PasskeyOwner) {
  const userHandle = await ensureUserHandle(db, owner.personId, randomToken());
  const [present, email] = await Promise.all([listPasskeys(db, owner.personId), findOwnEmail(db, owner.personId)]);
  // What his authenticator shows him to choose by.
  const login = email ?? owner.name;
  const question = await askForAddition(asker, { userHandle, login, name: owner.name }, present);
  await keepChallenge(ephemeral, question.challenge, challengeOf(owner));
  return question;
}

/** Adds the passkey that answered; `false` where the answer is not to our question or there are too many. */
export async function addOwnPasskey(
  { db, ephemeral, asker }: TendPasskeysContext,
  owner: PasskeyOwner,
  addition: { readonly answer: string; readonly name: string },
): Promise<boolean> {
  const read = readAddition(addition.answer);
  if (!read || !(await takeChallenge(ephemeral, read.challenge, challengeOf(owner)))) return false;
  const checked = await checkAddition(asker, read);
  if (!checked) return false;
  const id = uuidv7();
  return transaction(db, async (tx) => {
    const added = await addPasskey(
      tx,
      {
        id,
        personId: owner.personId,
        credentialId: checked.credential.id,
        publicKey: Buffer.from(checked.credential.publicKey),
        counter: checked.credential.counter,
        transports: read.answer.response.transports ?? [],
        aaguid: checked.aaguid,
        backedUp: checked.credentialBackedUp,
        name: addition.name,
      },
      passkeys_max,
    );
    if (added) await passkeyAdded(tx, owner, addition.name, id);
    return added;
  });
}

export async function renameOwnPasskey({ db }: { db: Db }, personId: string, id: string, name: string): Promise<void> {
  await transaction(db, async (tx) => {
    if (await renamePasskey(tx, personId, id, name)) await passkeyRenamed(tx, { personId }, id);
  });
}

/** Removes it; with the last second factor the recovery codes go too, for they would stand in for nothing. */
export async function removeOwnPasskey({ db }: { readonly db: Db }, personId: string, id: string): Promise<void> {
  await transaction(db, async (tx) => {
    const name = await removePasskey(tx, personId, id);
    if (name === undefined) return;
    if (!(await hasSecondFactor(tx, personId))) await deleteRecoveryCodes(tx, personId);
    await passkeyRemoved(tx, { personId }, name, id);
  });
}

function challengeOf({ personId, sessionUid }: PasskeyOwner) {
  return { purpose: 'add', bound: sessionUid, personId } as const;
}
