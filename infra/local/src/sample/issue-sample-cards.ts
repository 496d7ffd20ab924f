import { CommandFailure, type OperatorClient } from '@onecampus/operator';

/** Who carries a card from the start. The others are left for trying the desk, or are not entitled to one. */
const holders = ['student-tpu', 'student-tsu', 'two-universities', 'faculty-sibsmu'];

/** Issues a card to some of the sample people; returns the numbers by the people's slug. */
export async function issueSampleCards(
  operator: OperatorClient,
  personIds: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const numbers: Record<string, string> = {};
  for (const slug of holders) {
    numbers[slug] = await liveCardOf(operator, personIds[slug]!);
  }
  return numbers;
}

async function liveCardOf(operator: OperatorClient, personId: string): Promise<string> {
  try {
    return (await operator.call<{ number: string }>('card-issuer', 'POST', '/api/v1/cards', { personId })).number;
  } catch (error) {
    if (!(error instanceof CommandFailure) || error.problem?.['code'] !== 'card.already_live') throw error;
    const { cards } = await operator.call<{ cards: { number: string; state: string }[] }>(
      'card-issuer',
      'GET',
      `/api/v1/people/${personId}/cards`,
    );
    return cards.find((card) => card.state === 'active' || card.state === 'suspended')!.number;
  }
}
