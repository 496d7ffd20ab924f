import type { DestructionAct } from './destruction-act.ts';

const words = {
  ru: {
    title: 'Акт об уничтожении персональных данных',
    operator: 'Оператор',
    registration: 'Номер в реестре операторов',
    person: 'Субъект (условное обозначение)',
    basis: 'Основание',
    asked: 'Запрошено',
    done: 'Уничтожено',
    system: 'Информационная система',
    method: 'Способ',
    categories: 'Категории уничтоженных данных',
    counts: 'Количество',
    whole: 'Других сведений о субъекте в системе не осталось',
    log: 'Выгрузка из журнала регистрации событий',
    signed: 'Подпись системы (Ed25519)',
    signatures: 'Подписи комиссии',
  },
  en: {
    title: 'Act of destruction of personal data',
    operator: 'Controller',
    registration: 'Number in the register of operators',
    person: 'Person (by reference)',
    basis: 'Basis',
    asked: 'Asked for',
    done: 'Destroyed',
    system: 'System',
    method: 'Method',
    categories: 'Categories destroyed',
    counts: 'Numbers',
    whole: 'Nothing else of the person is left in the system',
    log: 'Extract of the system’s log',
    signed: 'Signature of the system (Ed25519)',
    signatures: 'Signatures of the commission',
  },
} as const;

/** The act on paper: to be printed and signed. */
export function destructionActText(
  act: DestructionAct,
  signature: { readonly keyId: string; readonly signature: string },
  locale: 'ru' | 'en',
): string {
  const word = words[locale];
  return [
    `${word.title} ${act.id}`,
    '',
    `${word.operator}: ${locale === 'ru' ? act.operator.name : act.operator.nameEn}`,
    ...(act.operator.registration === null ? [] : [`${word.registration}: ${act.operator.registration}`]),
    `${word.person}: ${act.person.reference} (${act.person.id})`,
    `${word.basis}: ${act.basis}`,
    `${word.asked}: ${act.asked.at}, ${act.asked.by}`,
    `${word.done}: ${act.destroyedAt}, ${act.destroyedBy}`,
    `${word.system}: ${act.system}`,
    `${word.method}: ${act.method}`,
    '',
    `${word.categories}:`,
    ...act.categories.map((one) => `  - ${one}`),
    `${word.counts}: ${Object.entries(act.counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
    ...(act.whole ? [word.whole] : []),
    '',
    `${word.log}:`,
    ...act.log.map(
      (entry) =>
        `  ${entry.id}  ${entry.at}  ${entry.actor}  ${entry.action}${entry.link === null ? '' : `  #${entry.link.n} ${entry.link.hash}`}`,
    ),
    '',
    `${word.signed}: ${signature.keyId} ${signature.signature}`,
    `${word.signatures}: ____________________  ____________________`,
    '',
  ].join('\n');
}
