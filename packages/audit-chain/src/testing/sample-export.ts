import { type AuditRecord, auditRecord } from '../audit-record.ts';
import { canonicalText } from '../canonical-text.ts';
import { type SignedCheckpoint, signCheckpoint } from '../checkpoint.ts';
import { type ExportLine, exportFormat } from '../export-lines.ts';
import { ExportWriter } from '../export-writer.ts';
import { genesisOf, leafOf, linkOf } from '../hashes.ts';
import { auditKey } from '../keys.ts';
import { signWitness } from '../witness.ts';

export const chain = '0197a000-0000-7000-8000-000000000001';
export const operator = auditKey(Buffer.alloc(32, 1));
export const witness = auditKey(Buffer.alloc(32, 2));
export const stranger = auditKey(Buffer.alloc(32, 3));

export const trusted = [
  { role: 'operator', name: 'operator', x: operator.x },
  { role: 'witness', name: 'tsu', x: witness.x },
] as const;

export function sampleRecord(number: number): AuditRecord {
  return auditRecord({
    tx: String(1_000 + Math.floor(number / 3)),
    id: String(number),
    at: '2026-09-01T08:00:00.000000Z',
    actor: 'client:operator',
    universityId: chain,
    action: 'person.viewed',
    subject: `person:${number}`,
    requestId: null,
    details: '{"by": "eppn", "count": 2}',
  });
}

/** A genuine export: a checkpoint after every fifth entry, counter-signed by another university. */
export function sampleExport(records: readonly AuditRecord[], checkpointEvery = 5) {
  const lines: Exclude<ExportLine, { type: 'end' }>[] = [
    { type: 'header', format: exportFormat, chain, university: 'tpu', entries: records.length, at: 'now' },
    { type: 'key', role: 'operator', name: 'operator', key_id: operator.keyId, x: operator.x },
    { type: 'key', role: 'witness', name: 'tsu', key_id: witness.keyId, x: witness.x },
  ];
  const checkpoints: SignedCheckpoint[] = [];
  let prev = genesisOf(chain);
  for (const [index, record] of records.entries()) {
    const n = index + 1;
    const leaf = leafOf(canonicalText(record));
    const hash = linkOf(prev, n, leaf);
    const [prevHex, leafHex, hashHex] = [prev, leaf, hash].map((one) => one.toString('hex'));
    lines.push({ type: 'entry', n, prev: prevHex!, leaf: leafHex!, hash: hashHex!, record });
    prev = hash;
    if (n % checkpointEvery !== 0) continue;
    const checkpoint = signCheckpoint({ chain, n, hash: hashHex!, at: `after ${n}` }, operator);
    checkpoints.push(checkpoint);
    lines.push({ type: 'checkpoint', ...checkpoint });
    lines.push({ type: 'witness', ...signWitness(checkpoint, { witness: 'tsu', at: `seen ${n}` }, witness) });
  }
  return { lines, checkpoints, head: prev.toString('hex') };
}

/** The file, with an end line that the operator signs: `entries` and `head` are what he believes. */
export function signedFile(lines: readonly ExportLine[], believed: { entries: number; head: string }): Buffer {
  const writer = new ExportWriter();
  const body = lines.map((line) => writer.line(line as never)).join('');
  return Buffer.from(body + writer.end({ chain, at: 'now', ...believed }, operator));
}
