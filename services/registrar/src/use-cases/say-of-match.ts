import type { Tx } from '@onecampus/database';
import {
  type Actor,
  acrossUniversities,
  findUniversity,
  lockRequest,
  type MatchAnswer,
  sayOfRequest,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { matchTouched } from '../match-events.ts';
import { decideMatch } from '../matching/decide-match.ts';
import { refuseOwnMatch } from '../matching/refuse-own-match.ts';
import type { Registry } from '../registry.ts';
import { sideOfWord } from '../rules/side-of-word.ts';
import { isSameHuman } from '../store/is-same-human.ts';
import { waitForMergesAtMost } from '../store/wait-for-merges.ts';

const wait_ms = 10_000;

export interface SayOfMatch {
  readonly by: Actor;
  readonly id: string;
  /** For whom he speaks: the caller has made sure that he may. */
  readonly university: string;
  readonly answer: MatchAnswer;
}

/**
 * One university's word on whether two records are one human. Both said same, and they are one person; one said different, and
 * they never will be. Two different people have to speak.
 *
 * @throws DomainError `match.unknown`, `match.decided`, `match.second_pair_of_eyes`, `person.own_record`, `university.unknown`.
 */
export async function sayOfMatch(registry: Registry, order: SayOfMatch): Promise<{ state: 'pending' | MatchAnswer }> {
  const { id: universityId } = await findUniversity(registry.db, order.university);
  const state = await acrossUniversities(registry.db, (tx) => sayInside(tx, registry, { ...order, universityId }));
  if (state !== 'pending') registry.waker.wake();
  return { state };
}

async function sayInside(tx: Tx, registry: Registry, order: SayOfMatch & { universityId: string }) {
  const { by, id, universityId, answer } = order;
  await waitForMergesAtMost(tx, wait_ms);
  const request = await lockRequest(tx, id);
  const side = request ? sideOfWord(request, { by, universityId }) : 'stranger';
  if (!request || side === 'stranger') throw new DomainError('match.unknown', 'There is no such question.');
  if (request.state !== 'pending') throw new DomainError('match.decided', 'This question was decided already.');
  // Within one university each of two people has a side of his own, and may say it again; of himself nobody is the second.
  const others = [request.openedBy, side === 'here' ? request.saidThereBy : request.saidHereBy];
  const isSecond =
    side === 'spoke' || (await Promise.all(others.map((one) => isSameHuman(tx, one, by)))).includes(true);
  if (isSecond) {
    throw new DomainError('match.second_pair_of_eyes', 'A second person has to say so: your word is there already.');
  }
  await refuseOwnMatch(tx, request, by);
  await sayOfRequest(tx, { id, side, answer, by });
  await matchTouched(tx, { by, what: 'answered', request, universityId, details: { answer } });
  const spoken =
    side === 'here'
      ? { ...request, saidHere: answer, saidHereBy: by }
      : { ...request, saidThere: answer, saidThereBy: by };
  return decideMatch(tx, registry, spoken, by);
}
