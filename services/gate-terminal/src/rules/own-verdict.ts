import { explain } from '@onecampus/access-rules';
import { type CardNumberFault, cardNumberFaultTexts } from '@onecampus/pass-codes';
import type { Verdict } from './verdict.ts';

/** What a terminal refuses by itself: nothing readable was shown, or nobody is there to ask. It never lets in by itself. */
export function ownVerdict(reasonCode: 'unreadable' | 'undecidable', fault?: CardNumberFault): Verdict {
  const refusal = { decision: false, reasonCode, ruleId: null };
  const [ru, en] = [explain(refusal, 'ru'), explain(refusal, 'en')];
  const words = fault === undefined ? undefined : cardNumberFaultTexts[fault];
  return {
    decision: false,
    reasonCode,
    forPerson: { ru: ru.person, en: en.person },
    forGuard: {
      ru: words ? `${ru.guard} ${words.ru}` : ru.guard,
      en: words ? `${en.guard} ${words.en}` : en.guard,
    },
    nextAllowedFrom: null,
    decidedBy: 'terminal',
    snapshotSeq: null,
  };
}
