export { academicYearDefault, academicYearOf } from './academic-year.ts';
export { consortium } from './consortium.ts';
export { peopleMax, type SampleOptions, samplePeople } from './people.ts';
export type {
  BrokenRow,
  BrokenRowKind,
  RollAffiliation,
  RollField,
  RollFile,
  RollMapping,
  RollStatus,
} from './roll-file.ts';
export type { SampleClient } from './sample-clients.ts';
export type { SampleAffiliation, SamplePerson, SampleRecord } from './sample-person.ts';
export type { SampleIdentity, SampleSignIn, StaffRole, WindowKind } from './sample-sign-ins.ts';
export type { AudienceAtom, SampleRule, SampleZone, WeeklyWindow } from './sample-zones.ts';
export { scopeOf, type UniversitySlug, universities } from './universities.ts';
export { type RollProgress, type WriteRollsOptions, writeRolls } from './write-rolls.ts';
