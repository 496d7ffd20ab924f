import { checkpointHolds, digestOfCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import type { CheckpointLine, WitnessLine } from './export-lines.ts';
import type { Findings } from './finding.ts';
import type { KeyBook } from './key-book.ts';
import { witnessHolds } from './witness.ts';

/** Hashes of the last entries that are remembered for the checkpoints that follow them. */
const recent_max = 256;
const pending_max = 1_000;

/** Who says what a number's hash was, the most independent first. */
const vouchers = ['kept', 'witness', 'operator'] as const;
type Voucher = (typeof vouchers)[number];
const says: Readonly<Record<Voucher, string>> = {
  kept: 'says the checkpoint that you kept',
  witness: 'says the witness',
  operator: 'says the operator’s own checkpoint',
};

/** What the history was compared with, so that a reader knows what "nothing was found" rests on. */
export interface Evidence {
  /** Checkpoints of the operator that fit, and the number up to which the last one vouches. */
  readonly checkpoints: number;
  readonly signedTo: number;
  /** The reader's own kept checkpoints that fit. */
  readonly kept: number;
  readonly keptTo: number;
  /** The last counter-signature of each witness that fits; pinned where the reader brought the witness's key himself. */
  readonly witnesses: readonly { readonly name: string; readonly n: number; readonly pinned: boolean }[];
  readonly operatorPinned: boolean;
}

/** Compares the chain's hashes with everything that was signed about it: in the file, and by what the reader kept. */
export class SignatureChecker {
  readonly #chain: string;
  readonly #findings: Findings;
  readonly #keys: KeyBook;
  readonly #known: ReadonlyMap<number, SignedCheckpoint>;
  readonly #knownSeen = new Set<number>();
  readonly #knownFit = new Set<number>();
  readonly #recent = new Map<number, string>();
  readonly #pending = new Map<number, CheckpointLine>();
  readonly #witnesses = new Map<string, { name: string; n: number; pinned: boolean }>();
  #last: CheckpointLine | undefined;
  #checkpoints = 0;
  readonly #fitTo: Record<Voucher, number> = { kept: 0, witness: 0, operator: 0 };
  #signedTo = 0;

  constructor(chain: string, findings: Findings, keys: KeyBook, known: readonly SignedCheckpoint[]) {
    this.#chain = chain;
    this.#findings = findings;
    this.#keys = keys;
    this.#known = new Map(known.filter((one) => one.chain === chain).map((one) => [one.n, one]));
  }

  /** The chain has this hash at this number. */
  learned(n: number, hash: string): void {
    this.#recent.set(n, hash);
    if (this.#recent.size > recent_max) this.#recent.delete(this.#recent.keys().next().value!);
    const known = this.#known.get(n);
    if (known && this.#compare(n, known.hash, hash, 'kept')) this.#knownFit.add(n);
    const pending = this.#pending.get(n);
    if (pending && this.#pending.delete(n)) this.#fit(pending, hash);
  }

  takeCheckpoint(line: CheckpointLine): void {
    const wrong = this.#faultOf(line);
    if (wrong !== undefined) {
      this.#swapped(line.n, wrong);
      return;
    }
    this.#last = line;
    const hash = this.#recent.get(line.n);
    if (hash !== undefined) this.#fit(line, hash);
    else if (line.n <= Math.max(0, ...this.#recent.keys())) this.#swapped(line.n, 'it stands in the wrong place');
    else if (this.#pending.size < pending_max) this.#pending.set(line.n, line);
  }

  #faultOf(line: CheckpointLine): string | undefined {
    const key = this.#keys.operator(line.key_id);
    if (!key) return `key ${line.key_id} is not known as the operator’s`;
    if (line.chain !== this.#chain) return 'it is of another chain';
    return checkpointHolds(line, key) ? undefined : 'its signature does not hold';
  }

  takeWitness(line: WitnessLine): void {
    const key = this.#keys.witness(line.key_id);
    const own = key && key.name === line.witness && line.chain === this.#chain && witnessHolds(line, key);
    if (!own) {
      this.#findings.report('witness.forged', line.n, line.n, line.witness);
      return;
    }
    const hash = this.#recent.get(line.n);
    if (hash === undefined || !this.#compare(line.n, line.hash, hash, 'witness', line.witness)) return;
    const seen = this.#last?.n === line.n ? digestOfCheckpoint(this.#last) : undefined;
    if (seen !== line.checkpoint) this.#swapped(line.n, `${line.witness} counter-signed another one`);
    else this.#witnesses.set(key.keyId, { name: line.witness, n: line.n, pinned: key.pinned });
  }

  /** `last` is the number of the last entry. */
  finish(last: number): void {
    for (const n of this.#pending.keys()) {
      if (n > last) this.#findings.report('tail.truncated', last + 1, n, 'a checkpoint vouches for it');
      else if (!this.#findings.any) this.#swapped(n, 'it stands in the wrong place');
    }
    for (const n of [...this.#known.keys()].sort((a, b) => a - b)) {
      if (n > last) this.#findings.report('tail.truncated', last + 1, n, 'you kept a checkpoint of it');
      else if (this.#knownFit.has(n) && !this.#knownSeen.has(n) && !this.#findings.any) {
        this.#swapped(n, 'the one that you kept is not in the file');
      }
    }
  }

  evidence(): Evidence {
    return {
      checkpoints: this.#checkpoints,
      signedTo: this.#signedTo,
      kept: this.#knownFit.size,
      keptTo: Math.max(0, ...this.#knownFit),
      witnesses: [...this.#witnesses.values()],
      operatorPinned: this.#keys.operatorPinned,
    };
  }

  /** A genuine checkpoint beside the chain's hash of its number. */
  #fit(line: CheckpointLine, hash: string): void {
    const known = this.#known.get(line.n);
    if (known) this.#knownSeen.add(line.n);
    if (known && known.hash === hash && line.hash !== hash) {
      this.#swapped(line.n, 'you kept another one');
    } else if (this.#compare(line.n, line.hash, hash, 'operator')) {
      this.#checkpoints += 1;
      this.#signedTo = Math.max(this.#signedTo, line.n);
    }
  }

  /** A rewriting begins somewhere behind the last number that somebody at least as independent vouches for. */
  #compare(n: number, signed: string, hash: string, by: Voucher, name?: string): boolean {
    if (signed === hash) {
      this.#fitTo[by] = Math.max(this.#fitTo[by], n);
    } else {
      const sound = Math.max(...vouchers.slice(0, vouchers.indexOf(by) + 1).map((one) => this.#fitTo[one]));
      this.#findings.report('chain.rewritten', Math.min(sound + 1, n), n, name ? `${says[by]} ${name}` : says[by]);
    }
    return signed === hash;
  }

  #swapped(n: number, why: string): void {
    this.#findings.report('checkpoint.swapped', n, n, why);
  }
}
