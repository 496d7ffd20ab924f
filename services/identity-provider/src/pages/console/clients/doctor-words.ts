import { defineCatalogue, type Locale } from '@onecampus/pages';

/** What the doctor and the test sign-in say beside their findings. */
export const doctorWords = defineCatalogue({
  ru: {
    doctor: (name: string) => `${name}: доктор входа`,
    lead: 'Последние входы в этот сервис по шагам. Если вход не удался, здесь сказано, какую настройку поправить.',
    follow: 'Следить вживую',
    stop: 'Остановить',
    refresh: 'Обновить',
    following: 'Страница обновляется сама каждые 3 секунды',
    none: 'Входов ещё не было',
    noneText: 'Откройте сервис и нажмите в нём «Войти через One Campus»: шаги появятся здесь.',
    kept: 'Храним неделю. Кто входил, здесь не записано; секретов, кодов и токенов тоже нет.',
    signOut: 'Выход',
    otherStep: (step: string) => `Шаг «${step}»`,
    claims: (names: string) => `Передано: ${names}`,
    repeated: (count: number) => `Таких же отказов из того же места подряд: ${count}. Показан последний.`,
    whole: 'Вход прошёл',
    failed: 'Вход не удался',
    open: 'Вход не закончен',
    notAsked: 'Код обменян, но о человеке сервис не спросил',
    notAskedText: 'Имя и почту мы даём только через userinfo. Проверьте, что этот адрес у сервиса заполнен.',
    stuckAtCode: 'Человек вернулся с кодом, но сервис его не обменял',
    stuckAtCodeText:
      'Сервер сервиса не достучался до нас (сеть, прокси, сертификат) или отверг ответ сам: посмотрите его журнал. Частая причина — потерян сеанс браузера (state).',
    testTitle: (name: string) => `${name}: проверка входа`,
    testLead: 'Настоящий вход через настоящий сервис — пока для администраторов университета.',
    testSteps: 'Как проверить',
    testFill: 'Впишите настройки в сервис',
    testOpen: 'Откройте сервис в этом же браузере и войдите через One Campus',
    testSee: 'Смотрите здесь, как проходят шаги',
    openService: 'Открыть сервис',
    progress: 'Ход проверки',
    waiting: 'Ждём первого шага',
    passed: 'Проверка пройдена',
    passedText: 'Вход прошёл от начала до конца с нынешними настройками.',
    notPassed: 'Вход ещё не прошёл до конца',
    done: 'готово',
    notYet: 'ещё нет',
    preview: 'Что сервис узнает',
    previewText: 'На вашем примере. Это видите только вы; сервису значения уйдут при входе.',
    claim: 'Сведение',
    value: 'Значение для вас',
    noValue: 'нет, не передаётся',
  },
  en: {
    doctor: (name: string) => `${name}: sign-in doctor`,
    lead: 'The last sign-ins to this service, step by step. Where one failed, it says which setting to correct.',
    follow: 'Follow live',
    stop: 'Stop',
    refresh: 'Refresh',
    following: 'This page refreshes itself every 3 seconds',
    none: 'Nobody has signed in yet',
    noneText: 'Open the service and press “Sign in with One Campus” there: the steps appear here.',
    kept: 'Kept for a week. Who signed in is not written here, nor any secret, code or token.',
    signOut: 'Sign-out',
    otherStep: (step: string) => `Step “${step}”`,
    claims: (names: string) => `Told: ${names}`,
    repeated: (count: number) => `Alike refusals from the same place in a row: ${count}. This is the last one.`,
    whole: 'The sign-in went through',
    failed: 'The sign-in failed',
    open: 'The sign-in was not finished',
    notAsked: 'The code was redeemed, but the service did not ask about the person',
    notAskedText: 'We give name and address at the userinfo endpoint alone. Check that the service has its address.',
    stuckAtCode: 'The person came back with a code, but the service did not redeem it',
    stuckAtCodeText:
      'The server of the service did not reach us (network, proxy, certificate) or refused the answer itself: look into its log. A lost browser session (state) is a frequent cause.',
    testTitle: (name: string) => `${name}: test sign-in`,
    testLead: 'A real sign-in through the real service, for now for administrators of the university.',
    testSteps: 'How to test',
    testFill: 'Put the settings into the service',
    testOpen: 'Open the service in this same browser and sign in with One Campus',
    testSee: 'See here how the steps go through',
    openService: 'Open the service',
    progress: 'Progress of the test',
    waiting: 'Waiting for the first step',
    passed: 'The test has passed',
    passedText: 'A sign-in went through from beginning to end with the present settings.',
    notPassed: 'No sign-in has gone through to the end yet',
    done: 'done',
    notYet: 'not yet',
    preview: 'What the service will learn',
    previewText: 'By your own example. Only you see this; the values go to the service when somebody signs in.',
    claim: 'Claim',
    value: 'Value for you',
    noValue: 'none, not told',
  },
});

const steps = defineCatalogue({
  ru: {
    request: 'Сервис присылает человека к нам',
    consent: 'Согласие человека',
    code: 'Возврат человека в сервис с кодом',
    tokens: 'Обмен кода на токены',
    userinfo: 'Сведения о человеке (userinfo)',
    'sign-out': 'Выход',
  },
  en: {
    request: 'The service sends somebody to us',
    consent: 'Consent of the person',
    code: 'Return to the service with a code',
    tokens: 'Redeeming the code for tokens',
    userinfo: 'Facts about the person (userinfo)',
    'sign-out': 'Sign-out',
  },
});

/** What happened at a step; nothing for a step that only its program knows. */
export function stepWord(locale: Locale, step: string): string | undefined {
  const words: Readonly<Record<string, string>> = steps(locale);
  return words[step];
}

export const outcomeWords = defineCatalogue({
  ru: { ok: 'получилось', refused: 'отказ', waiting: 'ждём человека' },
  en: { ok: 'went through', refused: 'refused', waiting: 'waiting for the person' },
});
