import { type AuditRecord, chainOf } from './audit-record.ts';
import type { EntryLine } from './export-lines.ts';
import type { Findings } from './finding.ts';
import { genesisOf, leafOf, linkOf } from './hashes.ts';

/** How far a number may have been moved by leaving out or putting in lines and counting anew. */
const shift_max = 32;
const shifts = Array.from(
  { length: 2 * shift_max + 1 },
  (_, index) => (index % 2 === 0 ? -1 : 1) * Math.ceil(index / 2),
);
/** What is kept for telling an exchange of two entries from two edits; beyond it an edit is called an edit. */
const kept_max = 200;

interface Misfit {
  readonly n: number;
  readonly line: EntryLine;
  /** The leaf that the record has, where the link states another. */
  readonly found: string | undefined;
}

/**
 * Follows the links of a chain in memory that does not grow. Each line carries the hash before it and its own, so a line
 * says by itself which number it was chained under; that tells a gap from an exchange and both from a stranger.
 */
export class EntryChecker {
  readonly #chain: string;
  readonly #findings: Findings;
  readonly #learned: (n: number, hash: string) => void;
  #head: { n: number; hash: string | undefined };
  #missing: { from: number; to: number }[] = [];
  #suspect: Misfit | undefined;
  #edited: Misfit[] = [];
  #torn: Misfit[] = [];
  /** By how much the numbers stated are less than those of the hashes. */
  #shift = 0;
  #renumbered: number | undefined;
  #position = { tx: 0n, id: 0n };
  /** Lines that could not be read since the last entry: they explain as many missing entries. */
  unread = 0;

  /** `learned` is told the hash of each number as soon as it is known, in rising order. */
  constructor(chain: string, findings: Findings, learned: (n: number, hash: string) => void) {
    this.#chain = chain;
    this.#findings = findings;
    this.#learned = learned;
    this.#head = { n: 0, hash: genesisOf(chain).toString('hex') };
  }

  get last(): number {
    return this.#head.n;
  }

  get lastHash(): string | undefined {
    return this.#head.hash;
  }

  take(line: EntryLine, recordText: string): void {
    const leaf = line.record === null ? undefined : leafOf(recordText).toString('hex');
    const found = leaf === line.leaf ? undefined : leaf;
    const n = this.#numberOf(line);
    this.#settle(n);
    if (n === undefined) {
      this.#suspect = { n: line.n, line, found };
    } else {
      if (n !== line.n) this.#renumbered ??= n;
      const inOrder = this.#place(n, line);
      this.#read(n, line, found);
      if (inOrder && found === undefined && line.record !== null) this.#follow(n, line.record);
    }
    this.unread = 0;
  }

  finish(): void {
    this.#settle(undefined);
    for (const { from, to } of this.#missing) this.#findings.report('entry.deleted', from, to);
    const chained = new Set(this.#edited.map(({ line }) => line.leaf));
    for (const { n, found } of this.#edited) {
      this.#findings.report(found !== undefined && chained.has(found) ? 'entry.reordered' : 'entry.edited', n);
    }
    for (const one of this.#torn) {
      const exchanged = this.#torn.some((other) => other !== one && fits(one, other.line.leaf));
      this.#findings.report(exchanged ? 'entry.reordered' : 'entry.edited', one.n);
    }
    if (this.#renumbered !== undefined && !this.#findings.any) {
      this.#findings.report('entry.edited', this.#renumbered, this.#renumbered, 'its number');
    }
  }

  /** A line whose hashes do not fit together was put in if the true one of that number follows; otherwise it was edited. */
  #settle(next: number | undefined): void {
    const suspect = this.#suspect;
    if (!suspect) return;
    this.#suspect = undefined;
    if (next === suspect.n || suspect.n <= this.#head.n) {
      this.#findings.report('entry.inserted', suspect.n);
      return;
    }
    if (suspect.n > this.#head.n + 1) this.#miss(this.#head.n + 1, suspect.n - 1);
    this.#head = { n: suspect.n, hash: undefined };
    if (this.#torn.length < kept_max) this.#torn.push(suspect);
    else this.#findings.report('entry.edited', suspect.n);
  }

  /** True where the line stands behind all lines of smaller numbers. */
  #place(n: number, line: EntryLine): boolean {
    const expected = this.#head.n + 1;
    if (n < expected) {
      this.#findings.report(this.#wasMissing(n) ? 'entry.reordered' : 'entry.inserted', n);
      return false;
    }
    if (n > expected && n - expected > this.unread) this.#miss(expected, n - 1);
    if (n > expected || this.#head.hash === undefined) {
      if (n > 1) this.#learned(n - 1, line.prev);
    } else if (line.prev !== this.#head.hash) {
      if (n === 1) this.#findings.report('chain.rewritten', 1, 1, 'it does not begin where this chain begins');
      else this.#findings.report('entry.edited', n - 1, n - 1, 'with its link');
    }
    this.#head = { n, hash: line.hash };
    this.#learned(n, line.hash);
    return true;
  }

  #read(n: number, line: EntryLine, found: string | undefined): void {
    if (line.record === null) {
      this.#findings.report('entry.deleted', n, n, 'its link is still there');
    } else if (found !== undefined) {
      if (this.#edited.length < kept_max) this.#edited.push({ n, line, found });
      else this.#findings.report('entry.edited', n);
    } else if (chainOf(line.record) !== this.#chain) {
      this.#findings.report('entry.inserted', n, n, 'it belongs to another chain');
    }
  }

  /** Entries are chained in the order (transaction, number): whoever chains them anew cannot make another one look right. */
  #follow(n: number, record: AuditRecord): void {
    const position = { tx: BigInt(record.tx), id: BigInt(record.id) };
    const { tx, id } = this.#position;
    if (position.tx < tx || (position.tx === tx && position.id <= id)) {
      this.#findings.report('entry.reordered', n, n, 'it was committed before the entry before it');
    } else {
      this.#position = position;
    }
  }

  /**
   * The number that a line's hashes were made with: the stated one, or one near it where lines were counted anew. Once a file
   * has shown that it is full of lines without any, no more of them are searched for.
   */
  #numberOf({ n, prev, leaf, hash }: EntryLine): number | undefined {
    const made = (number: number) => number >= 1 && linkHex(prev, number, leaf) === hash;
    if (made(n + this.#shift)) return n + this.#shift;
    if (this.#torn.length === kept_max) return undefined;
    const shift = shifts.find((one) => made(n + one));
    if (shift === undefined) return undefined;
    this.#shift = shift;
    return n + shift;
  }

  #miss(from: number, to: number): void {
    if (this.#missing.length < kept_max) this.#missing.push({ from, to });
    else this.#findings.report('entry.deleted', from, to);
  }

  #wasMissing(n: number): boolean {
    const at = this.#missing.findIndex(({ from, to }) => n >= from && n <= to);
    if (at < 0) return false;
    const { from, to } = this.#missing[at]!;
    const rest = [
      { from, to: n - 1 },
      { from: n + 1, to },
    ];
    this.#missing.splice(at, 1, ...rest.filter((range) => range.from <= range.to));
    return true;
  }
}

function fits({ line }: Misfit, leaf: string): boolean {
  return linkHex(line.prev, line.n, leaf) === line.hash;
}

function linkHex(prev: string, n: number, leaf: string): string {
  return linkOf(Buffer.from(prev, 'hex'), n, Buffer.from(leaf, 'hex')).toString('hex');
}
