import { defineCatalogue } from '@onecampus/pages';

/** What services are told about people, in plain words; the keys are those of rules/claim-groups.ts. */
export const claimWords = defineCatalogue({
  ru: {
    name: 'Имя',
    email: 'Университетская почта',
    affiliation: 'Кем вы являетесь и где',
    home: 'Ваш университет',
    entitlement: 'Права на ресурсы',
    studentCode: 'Европейский код студента',
    login: 'Логин в университете',
    reference: 'Общий код, по которому сервисы узнают одного человека',
    assurance: 'Насколько надёжно известно, что вы — это вы',
    basisConsent: 'с вашего согласия',
    basisContract: 'по договору с университетами',
    basisLaw: 'по закону',
    basisPublicTask: 'для образовательной деятельности университета',
    basisLegitimateInterest: 'потому что без этого сервис не работает',
    basisVital: 'для защиты жизни и здоровья',
  },
  en: {
    name: 'Name',
    email: 'University e-mail',
    affiliation: 'What you are, and where',
    home: 'Your university',
    entitlement: 'Rights to resources',
    studentCode: 'European Student Identifier',
    login: 'University login',
    reference: 'A common code by which services recognise one person',
    assurance: 'How well it is known that you are you',
    basisConsent: 'with your consent',
    basisContract: 'by contract with the universities',
    basisLaw: 'by law',
    basisPublicTask: 'for the university’s educational task',
    basisLegitimateInterest: 'because the service does not work without it',
    basisVital: 'to protect life and health',
  },
});

type Words = ReturnType<typeof claimWords>;

/** On what a release rests, in words. */
export function basisInWords(say: Words, basis: string): string {
  const words: Readonly<Record<string, string>> = {
    consent: say.basisConsent,
    contract: say.basisContract,
    law: say.basisLaw,
    'public-task': say.basisPublicTask,
    'legitimate-interest': say.basisLegitimateInterest,
    vital: say.basisVital,
  };
  return words[basis] ?? basis;
}
