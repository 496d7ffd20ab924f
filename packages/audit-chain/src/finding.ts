/** What was done to a history. Each is what the verifier saw, not what somebody meant by it. */
export type Tampering =
  /** What an entry says is not what was chained. */
  | 'entry.edited'
  /** An entry that was chained is gone. */
  | 'entry.deleted'
  /** An entry stands where another was chained. */
  | 'entry.reordered'
  /** An entry stands among the others and was never chained. */
  | 'entry.inserted'
  /** The history ends before the end that is vouched for. */
  | 'tail.truncated'
  /** The chain agrees with itself and not with what was signed: all of it, from some entry on, was made anew. */
  | 'chain.rewritten'
  /** A checkpoint is not the operator's, not of this chain, or not the one that was kept. */
  | 'checkpoint.swapped'
  /** A counter-signature is not the witness's. */
  | 'witness.forged'
  /** The file was changed where it says nothing of the history, or cannot be read. */
  | 'file.damaged';

export interface Finding {
  readonly kind: Tampering;
  /** Numbers of the entries it concerns, inclusive; lines of the file for `file.damaged`. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const words: Readonly<Record<Tampering, string>> = {
  'entry.edited': 'was changed after it was chained',
  'entry.deleted': 'was deleted',
  'entry.reordered': 'stands where another entry was chained',
  'entry.inserted': 'was put in and never chained',
  'tail.truncated': 'was cut off the end',
  'chain.rewritten': 'was made anew: the chain does not lead to the hash that was signed',
  'checkpoint.swapped': 'has a checkpoint that is not the operator’s own',
  'witness.forged': 'has a counter-signature that is not the witness’s',
  'file.damaged': 'was changed or cannot be read',
};

const findings_max = 100;

/** Collects what was found; neighbours of one kind and cause become one finding. A broken history of any length costs a page. */
export class Findings {
  readonly #list: { kind: Tampering; from: number; to: number; why: string | undefined }[] = [];
  /** Findings beyond the first hundred. */
  dropped = 0;

  report(kind: Tampering, from: number, to = from, why?: string): void {
    const last = this.#list.at(-1);
    if (last && last.kind === kind && last.why === why && from >= last.from && from <= last.to + 1) {
      last.to = Math.max(last.to, to);
    } else if (this.#list.length < findings_max) {
      this.#list.push({ kind, from, to, why });
    } else {
      this.dropped += 1;
    }
  }

  get any(): boolean {
    return this.#list.length > 0;
  }

  list(): Finding[] {
    return this.#list.map(({ kind, from, to, why }) => {
      const what = kind === 'file.damaged' ? 'line' : from === to ? 'entry' : 'entries';
      const numbers = from === to ? `${from}` : `${from}–${to}`;
      return { kind, from, to, text: `${what} ${numbers} ${words[kind]}${why === undefined ? '' : ` (${why})`}` };
    });
  }
}
