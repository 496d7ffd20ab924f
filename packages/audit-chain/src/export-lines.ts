import type { AuditRecord } from './audit-record.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import type { SignedWitness } from './witness.ts';

export const exportFormat = 'onecampus.audit.export.v1';

/**
 * An export is text in UTF-8, one canonical JSON value (RFC 8785) a line, each ended by a line feed, in this order: the
 * header; the public keys; the entries by number, with each checkpoint behind the entry it was made at and its witnesses
 * behind that; the end. There is exactly one way to write each line, so no byte can change without a trace.
 */
export interface HeaderLine {
  readonly type: 'header';
  readonly format: typeof exportFormat;
  /** Id of the university, or `consortium`. */
  readonly chain: string;
  /** Slug of the university; null for the consortium's own chain. */
  readonly university: string | null;
  /** Number of the last entry that follows. */
  readonly entries: number;
  readonly at: string;
}

export interface KeyLine {
  readonly type: 'key';
  readonly role: 'operator' | 'witness';
  /** Slug of the university whose witness it is, or `operator`. */
  readonly name: string;
  readonly key_id: string;
  readonly x: string;
}

export interface EntryLine {
  readonly type: 'entry';
  readonly n: number;
  /** Hashes in hex. */
  readonly prev: string;
  readonly leaf: string;
  readonly hash: string;
  /** null where the chain has the link and the trail has lost its entry. */
  readonly record: AuditRecord | null;
}

/** An entry of the trail that stands before the chain's end and that the chain does not know. */
export interface UnlinkedLine {
  readonly type: 'unlinked';
  readonly record: AuditRecord;
}

export type CheckpointLine = { readonly type: 'checkpoint' } & SignedCheckpoint;
export type WitnessLine = { readonly type: 'witness' } & SignedWitness;

export interface EndLine {
  readonly type: 'end';
  readonly chain: string;
  readonly entries: number;
  /** Hash of the last link. */
  readonly head: string;
  /** SHA-256 of all bytes before this line, hex. */
  readonly sha256: string;
  readonly at: string;
  readonly key_id: string;
  /** Ed25519 of the operator over this line without the signature: he stands by the whole file. */
  readonly signature: string;
}

export type ExportLine = HeaderLine | KeyLine | EntryLine | UnlinkedLine | CheckpointLine | WitnessLine | EndLine;
