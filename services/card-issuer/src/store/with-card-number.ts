import { isDomainError } from '@onecampus/errors';
import type { CardNumber } from '@onecampus/pass-codes';

/** With five million numbers given out a draw hits a taken one five times in a million; three times running, never. */
const draws_max = 3;

/** Does the work with the scanned number, or with a drawn one: then again where chance drew a number given out before. */
export async function withCardNumber<Result>(
  scanned: CardNumber | undefined,
  draw: () => CardNumber,
  work: (number: CardNumber) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(scanned ?? draw());
    } catch (error) {
      const badLuck = scanned === undefined && isDomainError(error) && error.code === 'card.number_taken';
      if (!badLuck || attempt === draws_max) throw error;
    }
  }
}
