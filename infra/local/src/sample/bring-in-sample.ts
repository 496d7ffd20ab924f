import type { OperatorClient } from '@onecampus/operator';
import type { Secrets } from '../secrets.ts';
import { giveLmsToUniversities } from './give-lms-to-universities.ts';
import { importRolls } from './import-rolls.ts';
import { issueSampleCards } from './issue-sample-cards.ts';
import type { Progress } from './progress.ts';
import { saveUniversities } from './save-universities.ts';
import { setUpZones } from './set-up-zones.ts';
import { welcomeStaff } from './welcome-staff.ts';

/**
 * Fills an empty directory with the sample consortium, by the same API calls that an operator would make: universities,
 * their rolls as files, roles, passwords, zones with rules, cards, one terminal. Every step may be repeated, so a start that
 * was killed in the middle goes on at the next one.
 */
export async function bringInSample(
  operator: OperatorClient,
  options: { people: number; folder: string; secrets: Secrets; progress: Progress },
): Promise<Record<string, string>> {
  await saveUniversities(operator);
  await giveLmsToUniversities(operator);
  await importRolls(operator, options);
  const personIds = await welcomeStaff(operator, options.secrets.samplePassword);
  await setUpZones(operator);
  return issueSampleCards(operator, personIds);
}
