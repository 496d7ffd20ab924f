import { ACTIONS, type Action, type Decision, explain, reasonCodes } from '@onecampus/access-rules';
import { uuidv7 } from '@onecampus/runtime';
import type { Caller } from '../authenticate-caller.ts';
import type { PassageQueue } from '../passages/passage-queue.ts';
import type { EvaluationRequest } from '../rules/parse-evaluation.ts';
import { type Asked, type Decided, decide } from '../snapshot/decide.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** What an evaluation is answered with (Authorization API 1.0 §5.5); the context is for people and for the record. */
export interface EvaluationAnswer {
  readonly decision: boolean;
  readonly context: {
    readonly reason_code: string;
    readonly reason_code_number: number;
    readonly reason_user: { readonly ru: string; readonly en: string };
    readonly reason_admin: { readonly ru: string; readonly en: string };
    readonly rule: string | null;
    /** When the same card would be let in, if that is foreseeable (RFC 3339). */
    readonly next_allowed_from?: string;
    readonly snapshot_seq: string;
  };
}

export interface EvaluationDependencies {
  readonly snapshot: () => Snapshot;
  readonly passages: PassageQueue;
  readonly hashCardNumber: (scanned: string) => string;
}

/**
 * Decides whether somebody may pass. What a terminal asks about a card is a passage and is kept; what an administrator
 * asks is a question and is not.
 */
export function evaluateAccess(
  { snapshot: present, passages, hashCardNumber }: EvaluationDependencies,
  caller: Caller,
  request: EvaluationRequest,
  at: Date,
  requestId: string,
): EvaluationAnswer {
  const snapshot = present();
  const action = ACTIONS.find((one) => one === request.action.name);
  const zoneSlug = zoneThatMayBeAsked(caller, request);
  const asked = askedBy(caller, request);
  if (!action || !asked) return answer(snapshot, action ? NOBODY_KNOWN : NO_SUCH_ACTION, zoneSlug);

  const decided = decide(snapshot, asked, zoneSlug, at.getTime(), action);
  if (caller.kind === 'terminal' && 'scanned' in asked) {
    passages.add({
      id: uuidv7(at.getTime()),
      terminalId: caller.terminal.id,
      zoneId: caller.terminal.zoneId,
      at,
      direction: action satisfies Action,
      decision: decided.decision.decision,
      reasonCode: decided.decision.reasonCode,
      ruleId: decided.decision.ruleId,
      personId: decided.personId,
      cardNumberHmac: hashCardNumber(asked.scanned),
      snapshotSeq: snapshot.seq,
      requestId,
    });
  }
  return answer(snapshot, decided.decision, zoneSlug);
}

const NOBODY_KNOWN: Decision = Object.freeze({ decision: false, reasonCode: 'unknown', ruleId: null });
const NO_SUCH_ACTION: Decision = Object.freeze({ decision: false, reasonCode: 'no_rule', ruleId: null });

/** A terminal's zone is the one it was enrolled for. Whoever asks for another is told that this gate leads nowhere known. */
function zoneThatMayBeAsked(caller: Caller, { resource }: EvaluationRequest): string | null {
  if (resource.type !== 'zone') return null;
  return caller.kind === 'client' || caller.terminal.zoneSlug === resource.id ? resource.id : null;
}

/** Only administrators may ask about a person: a gate knows nothing but what its reader sent. */
function askedBy(caller: Caller, { subject }: EvaluationRequest): Asked | undefined {
  if (subject.type === 'credential') return { scanned: subject.id };
  return subject.type === 'person' && caller.kind === 'client' ? { personId: subject.id } : undefined;
}

function answer(snapshot: Snapshot, decision: Decided['decision'], zoneSlug: string | null): EvaluationAnswer {
  const rule = decision.ruleId === null ? undefined : snapshot.rule(decision.ruleId);
  const by = { rule, zone: zoneSlug === null ? undefined : snapshot.zone(zoneSlug)?.zone };
  const ru = explain(decision, 'ru', by);
  const en = explain(decision, 'en', by);
  return {
    decision: decision.decision,
    context: {
      reason_code: decision.reasonCode,
      reason_code_number: reasonCodes[decision.reasonCode].number,
      reason_user: { ru: ru.person, en: en.person },
      reason_admin: { ru: ru.guard, en: en.guard },
      rule: rule?.name ?? null,
      ...(decision.nextAllowedFrom === undefined
        ? {}
        : { next_allowed_from: new Date(decision.nextAllowedFrom).toISOString() }),
      snapshot_seq: snapshot.seq,
    },
  };
}
