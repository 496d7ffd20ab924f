import type { FindingCode } from '../../../rules/diagnose/finding.ts';

/** What is wrong, and what to do about it; the name of the product's own field follows where there is one. */
export type FindingTexts = Readonly<Record<FindingCode, readonly [what: string, mend: string]>>;
