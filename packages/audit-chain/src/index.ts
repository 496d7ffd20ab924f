export {
  type AuditRecord,
  auditRecord,
  chainOf,
  consortiumChain,
  exactDetails,
  type StoredEntry,
} from './audit-record.ts';
export { canonicalText } from './canonical-text.ts';
export {
  type Checkpoint,
  checkpointHolds,
  digestOfCheckpoint,
  type SignedCheckpoint,
  signCheckpoint,
} from './checkpoint.ts';
export { type BareLink, type ChainHead, continueChain } from './continue-chain.ts';
export {
  type CheckpointLine,
  type EndLine,
  type EntryLine,
  type ExportLine,
  exportFormat,
  type HeaderLine,
  type KeyLine,
  type UnlinkedLine,
  type WitnessLine,
} from './export-lines.ts';
export { ExportWriter } from './export-writer.ts';
export type { Finding, Tampering } from './finding.ts';
export { genesisOf, leafOf, linkOf } from './hashes.ts';
export { type Kept, readKept, writeKept } from './kept.ts';
export type { TrustedKey } from './key-book.ts';
export { type AuditKey, auditKey, isPublicKey, type PublicKey, publicKey } from './keys.ts';
export type { Evidence } from './signature-checker.ts';
export { type Verdict, type VerifyOptions, verifyExport } from './verify-export.ts';
export { type SignedWitness, signWitness, type Witness, witnessHolds } from './witness.ts';
