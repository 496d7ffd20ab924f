import { sampleClients } from './sample-clients.ts';
import { sampleRules } from './sample-rules.ts';
import { sampleSignIns } from './sample-sign-ins.ts';
import { sampleZones } from './sample-zones.ts';
import { universities } from './universities.ts';

/** Everything of the sample consortium that is fixed. Its people are generated: see people.ts. */
export const consortium = {
  slug: 'big-tomsk',
  names: { ru: 'Большой университет Томска', en: 'Big University of Tomsk' },
  timeZone: 'Asia/Tomsk',
  universities,
  zones: sampleZones,
  rules: sampleRules,
  signIns: sampleSignIns,
  clients: sampleClients,
} as const;
