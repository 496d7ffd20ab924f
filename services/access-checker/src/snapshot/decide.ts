import { type Action, type Decision, evaluateCompiled, type Subject } from '@onecampus/access-rules';
import { parseCardNumber } from '@onecampus/pass-codes';
import { closedByBlock } from './blocks-at-gates.ts';
import type { HeldCard, Snapshot } from './snapshot.ts';

/** Who stands at the gate: what the reader sent, or (only for administrators) a person. */
export type Asked = { readonly scanned: string } | { readonly personId: string };

export interface Decided {
  readonly decision: Decision;
  /** Whose card it was, where it is known. */
  readonly personId: string | null;
}

const UNREADABLE: Decision = Object.freeze({ decision: false, reasonCode: 'unreadable', ruleId: null });

/** One decision from one state of the snapshot. `zoneSlug` is null for a gate that asked for a zone not its own. */
export function decide(
  snapshot: Snapshot,
  asked: Asked,
  zoneSlug: string | null,
  now: number,
  action: Action,
): Decided {
  if ('scanned' in asked) {
    const read = parseCardNumber(asked.scanned);
    const card = read.ok ? snapshot.card(read.number) : undefined;
    const personId = card?.personId ?? null;
    // Leaving is never refused, not even with a card that cannot be read.
    if (!read.ok && action !== 'exit') return { decision: UNREADABLE, personId };
    const subject = card === undefined ? null : subjectOf(snapshot, card.personId, card);
    const decision = evaluateCompiled(snapshot.compiled, zoneSlug, subject, now, action);
    return { decision: heedBlocks(snapshot, decision, personId, zoneSlug, now, action), personId };
  }
  const holder = snapshot.holder(asked.personId);
  const subject = holder === undefined ? null : subjectOf(snapshot, holder.personId, CARD_IN_ORDER);
  const personId = holder?.personId ?? null;
  const decision = evaluateCompiled(snapshot.compiled, zoneSlug, subject, now, action);
  return { decision: heedBlocks(snapshot, decision, personId, zoneSlug, now, action), personId };
}

/** Nobody is kept inside by what he owes. */
function heedBlocks(
  snapshot: Snapshot,
  decision: Decision,
  personId: string | null,
  zoneSlug: string | null,
  now: number,
  action: Action,
): Decision {
  if (personId === null || action === 'exit') return decision;
  const blocks = snapshot.blocks(personId);
  if (blocks.length === 0) return decision;
  return closedByBlock(decision, blocks, zoneSlug === null ? undefined : snapshot.zone(zoneSlug), now);
}

/** A question about a person is one about rights, as if a card in order were shown. */
const CARD_IN_ORDER: Subject['card'] = Object.freeze({ state: 'active', validFrom: null, validTo: null });
const NOBODY: Subject['affiliations'] = Object.freeze([]);

/** A card whose person was erased or became part of another's record opens nothing: it has no affiliation to stand on. */
function subjectOf(snapshot: Snapshot, personId: string, card: HeldCard | Subject['card']): Subject {
  const holder = snapshot.holder(personId);
  const held = holder?.affiliations ?? NOBODY;
  const visitor = holder && 'visitor' in card ? card.visitor : undefined;
  return { personId, affiliations: visitor === undefined ? held : [...held, visitor], card };
}
