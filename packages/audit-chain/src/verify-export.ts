import { createHash } from 'node:crypto';
import type { SignedCheckpoint } from './checkpoint.ts';
import { EntryChecker } from './entry-checker.ts';
import type { EndLine, ExportLine, HeaderLine } from './export-lines.ts';
import { type Finding, Findings } from './finding.ts';
import { KeyBook, type TrustedKey } from './key-book.ts';
import { signatureHolds } from './keys.ts';
import { readLine, recordText } from './read-line.ts';
import { type Evidence, SignatureChecker } from './signature-checker.ts';
import { splitLines } from './split-lines.ts';

export interface VerifyOptions {
  /** Keys that the reader knows from elsewhere. Without them the file's own word is taken, which `evidence` says. */
  readonly trustedKeys?: readonly TrustedKey[];
  /** Checkpoints that the reader, or a witness, kept. Only they can tell a full rewrite under the operator's own key. */
  readonly knownCheckpoints?: readonly SignedCheckpoint[];
  /** Called now and then with the entries read so far and their number in all. */
  readonly onProgress?: (read: number, entries: number) => void;
}

export interface Verdict {
  /** True where nothing was found. What that is worth depends on `evidence`. */
  readonly ok: boolean;
  readonly chain: string | undefined;
  readonly university: string | null | undefined;
  readonly entries: number;
  readonly head: string | undefined;
  readonly exportedAt: string | undefined;
  readonly findings: readonly Finding[];
  readonly findingsDropped: number;
  readonly evidence: Evidence;
}

const progress_entries = 10_000;

/**
 * Reads an export once, in memory that does not grow with it, and names what was done to the history it tells. Never
 * throws for what the file says; only what the reading itself throws comes through.
 */
export async function verifyExport(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: VerifyOptions = {},
): Promise<Verdict> {
  const findings = new Findings();
  const keys = new KeyBook(options.trustedKeys ?? []);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const digest = createHash('sha256');
  let reading: Reading | undefined;
  let at = 0;
  for await (const raw of splitLines(bytes)) {
    at += 1;
    if (!raw.ended) {
      if (reading?.ended) findings.report('file.damaged', at, at, 'it stands behind the end');
      break;
    }
    const text = decoded(decoder, raw.bytes);
    const line = text === undefined ? { fault: 'it is not UTF-8' } : readLine(text);
    const fault = 'fault' in line ? line.fault : undefined;
    if (fault === undefined && at === 1 && (line as ExportLine).type === 'header') {
      reading = new Reading(line as HeaderLine, findings, keys, options);
    } else {
      const wrong = fault ?? (reading ? reading.take(line as ExportLine, text!, digest) : 'there is no header');
      if (wrong !== undefined) findings.report('file.damaged', at, at, wrong);
      if (fault !== undefined && reading) reading.unread();
    }
    digest.update(raw.bytes).update('\n');
  }
  if (at === 0) findings.report('tail.truncated', 0, 0, 'the file is empty');
  else if (!reading && !findings.any) findings.report('file.damaged', 1, 1, 'there is no header');
  return (
    reading?.finish() ?? verdictOf(findings, undefined, new SignatureChecker('', findings, keys, []), 0, undefined)
  );
}

/** One export from its header to its end. */
class Reading {
  readonly #header: HeaderLine;
  readonly #findings: Findings;
  readonly #keys: KeyBook;
  readonly #entries: EntryChecker;
  readonly #signatures: SignatureChecker;
  readonly #onProgress: VerifyOptions['onProgress'];
  #count = 0;
  #ended = false;
  #endFault: string | undefined;
  #unreadInAll = 0;

  constructor(header: HeaderLine, findings: Findings, keys: KeyBook, options: VerifyOptions) {
    this.#header = header;
    this.#findings = findings;
    this.#keys = keys;
    this.#signatures = new SignatureChecker(header.chain, findings, keys, options.knownCheckpoints ?? []);
    this.#entries = new EntryChecker(header.chain, findings, (n, hash) => this.#signatures.learned(n, hash));
    this.#onProgress = options.onProgress;
  }

  get ended(): boolean {
    return this.#ended;
  }

  unread(): void {
    this.#entries.unread += 1;
    this.#unreadInAll += 1;
  }

  /** What is wrong with the line as a line; what is wrong with the history goes to the findings. */
  take(line: ExportLine, text: string, before: ReturnType<typeof createHash>): string | undefined {
    if (this.#ended) return 'it stands behind the end';
    switch (line.type) {
      case 'header':
        return 'it is a second header';
      case 'key':
        return this.#keys.take(line) ? undefined : 'it does not name the key that it carries';
      case 'entry':
        this.#entries.take(line, line.record === null ? '' : recordText(text));
        this.#count += 1;
        if (this.#count % progress_entries === 0) this.#onProgress?.(this.#count, this.#header.entries);
        return undefined;
      case 'unlinked':
        this.#findings.report(
          'entry.inserted',
          this.#entries.last + 1,
          undefined,
          `the trail’s number ${line.record.id}`,
        );
        return undefined;
      case 'checkpoint':
        this.#signatures.takeCheckpoint(line);
        return undefined;
      case 'witness':
        this.#signatures.takeWitness(line);
        return undefined;
      case 'end':
        this.#ended = true;
        this.#endFault = this.#faultOfEnd(line, before.copy().digest('hex'));
        return undefined;
    }
  }

  finish(): Verdict {
    const { entries } = this.#header;
    this.#entries.finish();
    const last = this.#entries.last;
    if (!this.#ended) {
      this.#findings.report(
        'tail.truncated',
        Math.min(last + 1, Math.max(entries, 1)),
        Math.max(entries, 1),
        'the file has no end line',
      );
    } else if (last < entries && entries - last > this.#unreadInAll) {
      this.#findings.report('tail.truncated', last + 1, entries);
    }
    this.#signatures.finish(last);
    if (this.#endFault !== undefined && !this.#findings.any)
      this.#findings.report('file.damaged', 0, 0, this.#endFault);
    return verdictOf(this.#findings, this.#header, this.#signatures, last, this.#entries.lastHash);
  }

  #faultOfEnd(line: EndLine, sha256: string): string | undefined {
    const { signature, ...statement } = line;
    const key = this.#keys.operator(line.key_id);
    if (!key) return `key ${line.key_id}, which signs the file, is not known as the operator’s`;
    if (!signatureHolds(statement, signature, key)) return 'the operator’s signature under the file does not hold';
    if (line.sha256 !== sha256) return 'its bytes are not those that the operator signed';
    const { chain, entries } = this.#header;
    const same = line.chain === chain && line.entries === entries && line.head === this.#entries.lastHash;
    return same ? undefined : 'its end does not fit its beginning';
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function verdictOf(
  findings: Findings,
  header: HeaderLine | undefined,
  signatures: SignatureChecker,
  entries: number,
  head: string | undefined,
): Verdict {
  return {
    ok: !findings.any,
    chain: header?.chain,
    university: header?.university,
    entries,
    head,
    exportedAt: header?.at,
    findings: findings.list(),
    findingsDropped: findings.dropped,
    evidence: signatures.evidence(),
  };
}
