import type { ReasonCode } from '@onecampus/access-rules';

/** What the gate says to whoever stands there, and to the guard. */
export interface Verdict {
  readonly decision: boolean;
  readonly reasonCode: ReasonCode;
  readonly forPerson: { readonly ru: string; readonly en: string };
  readonly forGuard: { readonly ru: string; readonly en: string };
  /** RFC 3339, where the refusal passes by itself. */
  readonly nextAllowedFrom: string | null;
  /** Who decided: the access checker, or this terminal because it could not be asked or there was nothing to ask. */
  readonly decidedBy: 'centre' | 'terminal';
  readonly snapshotSeq: string | null;
}
