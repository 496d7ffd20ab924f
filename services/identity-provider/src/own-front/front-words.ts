import { defineCatalogue } from '@onecampus/pages';

/** What people read between a service that speaks SAML or CAS and its answer. */
export const frontWords = defineCatalogue({
  ru: {
    unknownTitle: 'Такого сервиса мы не знаем',
    unknownText:
      'Сервис, который просит вас войти, здесь не подключён, или адрес, на который он просит вернуть вас, за ним не записан.',
    malformedTitle: 'Сервис прислал неверный запрос',
    malformedText: 'Войти по нему нельзя. Вы ничего не сделали неправильно.',
    expiredTitle: 'Этот вход уже закончен или устарел',
    expiredText: 'Страница открыта повторно, в другом браузере или слишком поздно.',
    expiredWhat: 'Вернитесь в сервис, из которого пришли, и нажмите «Войти» ещё раз.',
    cancelledTitle: 'Вы не вошли',
    cancelledText: (service: string) => `Сервис «${service}» ничего о вас не узнал.`,
    cancelledWhat: 'Чтобы войти, вернитесь в сервис и нажмите «Войти».',
    tellOwner: 'Начните сначала в самом сервисе. Если не поможет, покажите эту страницу тем, кто за него отвечает.',
    forOwner: 'Для владельца сервиса',
    goOnTitle: (service: string) => `Возвращаем вас в «${service}»`,
    goOnText: 'Вход выполнен. Если сервис не открылся сам, нажмите кнопку.',
    goOn: 'Продолжить',
    goOnSignOutTitle: 'Вы вышли',
    goOnSignOutText: (service: string) => `Возвращаем вас в «${service}». Если он не открылся сам, нажмите кнопку.`,
  },
  en: {
    unknownTitle: 'We do not know such a service',
    unknownText:
      'The service that asks you to sign in is not connected here, or the address to which it wants you back is not its own.',
    malformedTitle: 'The service sent a faulty request',
    malformedText: 'It cannot be used to sign in. You did nothing wrong.',
    expiredTitle: 'This sign-in is over or too old',
    expiredText: 'The page was opened again, in another browser, or too late.',
    expiredWhat: 'Go back to the service that you came from and press “Sign in” again.',
    cancelledTitle: 'You did not sign in',
    cancelledText: (service: string) => `“${service}” was told nothing about you.`,
    cancelledWhat: 'To sign in, go back to the service and press “Sign in”.',
    tellOwner: 'Begin anew in the service itself. If that does not help, show this page to whoever looks after it.',
    forOwner: 'For the owner of the service',
    goOnTitle: (service: string) => `Taking you back to “${service}”`,
    goOnText: 'You are signed in. If the service does not open by itself, press the button.',
    goOn: 'Continue',
    goOnSignOutTitle: 'You are signed out',
    goOnSignOutText: (service: string) =>
      `Taking you back to “${service}”. If it does not open by itself, press the button.`,
  },
});
