import { defineCatalogue } from '@onecampus/pages';

/** What one administrator asks for about the university's provider, and what another one answers. */
export const requestWords = defineCatalogue({
  ru: {
    'put-upstream-live': 'Запустить провайдера',
    'change-upstream': 'Изменить действующего провайдера',
    askedBy: (name: string, when: string) => `${name}, ${when}`,
    because: 'Почему',
    differences: 'Что изменится',
    setting: 'Настройка',
    before: 'Сейчас',
    after: 'Станет',
    nowHere: 'Сейчас люди университета входят здесь, с паролем или ключом доступа.',
    nowThere: (issuer: string) => `Сейчас люди университета входят у провайдера ${issuer}.`,
    noDifferences: 'Настройки те же, что у действующего провайдера.',
    whatItMeans:
      'Тот, кто управляет провайдером, может войти как любой человек университета. Согласитесь, только если знаете, чей это провайдер, и спросили об этом сами.',
    standsNoMore: 'Настройки с тех пор изменились, согласиться с этой просьбой уже нельзя.',
    agreeToChange: 'Согласиться, ввести в действие',
    takeBack: 'Отозвать',
    anotherAgrees:
      'Согласиться должен другой администратор университета, а если другого нет — ответственный за безопасность консорциума. Просьба действует сутки.',
    requestAgreed: 'Готово: изменение действует.',
    requestRefused: 'Изменения не будет.',
    requestAsked: 'Отправлено: решит второй администратор.',
    requestStale: 'Настройки с тех пор изменились. Ничего не сделано.',
    requestGone: 'Этой просьбы больше нет: её решили, отозвали, или прошли сутки.',
    yes: 'да',
    no: 'нет',
  },
  en: {
    'put-upstream-live': 'Put a provider live',
    'change-upstream': 'Change the live provider',
    askedBy: (name, when) => `${name}, ${when}`,
    because: 'Why',
    differences: 'What would change',
    setting: 'Setting',
    before: 'Now',
    after: 'Then',
    nowHere: 'At present the university’s people sign in here, with a password or a passkey.',
    nowThere: (issuer) => `At present the university’s people sign in at the provider ${issuer}.`,
    noDifferences: 'The settings are those of the live provider.',
    whatItMeans:
      'Whoever runs the provider can sign in as anybody of the university. Agree only where you know whose provider it is, and have asked yourself.',
    standsNoMore: 'The settings have changed since; nobody can agree to this request any more.',
    agreeToChange: 'Agree, put it into force',
    takeBack: 'Take back',
    anotherAgrees:
      'Another administrator of the university has to agree or, where there is none, a security officer of the consortium. A request stands for a day.',
    requestAgreed: 'Done: the change is in force.',
    requestRefused: 'Nothing changes.',
    requestAsked: 'Sent: a second administrator decides.',
    requestStale: 'The settings have changed since. Nothing was done.',
    requestGone: 'This request is gone: it was decided, taken back, or its day is over.',
    yes: 'yes',
    no: 'no',
  },
});
