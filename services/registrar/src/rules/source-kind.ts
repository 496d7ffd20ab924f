/** What kind of system a source is: student register, personnel, library, guests, alumni, or a hand-kept list. */
export const sourceKinds = ['sis', 'hr', 'library', 'guest', 'alumni', 'manual'] as const;
export type SourceKind = (typeof sourceKinds)[number];
