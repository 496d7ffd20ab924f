import { defineCatalogue } from '@onecampus/pages';

/** Signing in at a university's own provider. */
export const upstreamWords = defineCatalogue({
  ru: {
    title: (university: string) => `Вход через ${university}`,
    lead: (application: string) => `Вы входите в «${application}»`,
    text: (university: string) =>
      `Логин и пароль вы введёте на странице университета (${university}), а потом вернётесь сюда. Нам он сообщит только, кто вы.`,
    go: (university: string) => `Продолжить на странице ${university}`,
    goShared: 'Войти на общем компьютере',
    sharedHint: 'На общем компьютере выйдите потом и на странице университета.',
    other: 'Другой университет',
    cancel: 'Не входить и вернуться',
    again: 'Попробовать ещё раз',
    withPassword: 'Войти с паролем One Campus',
    forIt: 'Для отдела ИТ',
    refusedTitle: (university: string) => `${university}: вход не подтверждён`,
    refusedText: 'На странице университета вход отменили или не разрешили.',
    failedTitle: (university: string) => `${university}: вход не получился`,
    failedText: 'Университет ответил не так, как должен. Мы никого не впустили; данные никуда не попали.',
    awayTitle: (university: string) => `Страница входа ${university} не отвечает`,
    awayText: 'Это временно. Подождите минуту и попробуйте ещё раз.',
    notFreshText:
      'Для этого действия нужен свежий вход, а университет подтвердил прежний. Войдите на его странице заново.',
    lostTitle: 'Этот вход уже закончен или начат не здесь',
    lostText:
      'Ответ университета пришёл в другой браузер, пришёл второй раз или слишком поздно. Попробуйте ещё раз или вернитесь в приложение, из которого пришли.',
    home: 'На главную',
    strangerTitle: 'Университет вас подтвердил, но мы вас не узнали',
    strangerText: (university: string) =>
      `По данным, которые передал ${university}, не нашлось ни одного человека в общем каталоге. Администратор университета увидит ваш запрос и решит, кто вы. Потом войдите ещё раз.`,
    strangerNumber: 'Номер запроса',
    strangerFull: 'Запросов сейчас слишком много, ваш не записан. Обратитесь в отдел ИТ университета.',
    blockedTitle: 'Войти нельзя',
    blockedText:
      'Учётная запись закрыта, или университет не подтвердил, что она ваша. Обратитесь в отдел ИТ университета.',
  },
  en: {
    title: (university) => `Sign in with ${university}`,
    lead: (application) => `You are signing in to ${application}`,
    text: (university) =>
      `You enter your login and password on the university’s own page (${university}) and come back here. It tells us who you are and nothing more.`,
    go: (university) => `Go on to ${university}`,
    goShared: 'Sign in on a shared computer',
    sharedHint: 'On a shared computer, sign out on the university’s page afterwards too.',
    other: 'Another university',
    cancel: 'Go back without signing in',
    again: 'Try again',
    withPassword: 'Sign in with a One Campus password',
    forIt: 'For the IT department',
    refusedTitle: (university) => `${university} did not confirm the sign-in`,
    refusedText: 'On the university’s page the sign-in was called off or not allowed.',
    failedTitle: (university) => `${university}: the sign-in failed`,
    failedText: 'The university answered in a way that it should not. Nobody was let in, and no data went anywhere.',
    awayTitle: (university) => `The sign-in page of ${university} does not answer`,
    awayText: 'That will pass. Wait a minute and try again.',
    notFreshText: 'This needs a fresh sign-in, and the university confirmed an older one. Sign in anew on its page.',
    lostTitle: 'This sign-in is over, or did not begin here',
    lostText:
      'The university’s answer came to another browser, a second time, or too late. Try again, or go back to the application that you came from.',
    home: 'Start page',
    strangerTitle: 'Your university confirmed you, but we do not know you',
    strangerText: (university) =>
      `Nobody in the common directory fits what ${university} told us. An administrator of the university will see your request and decide who you are. Then sign in again.`,
    strangerNumber: 'Number of the request',
    strangerFull: 'There are too many requests just now, yours was not kept. Ask your university’s IT department.',
    blockedTitle: 'You cannot sign in',
    blockedText: 'The account is closed, or the university did not confirm that it is yours. Ask its IT department.',
  },
});
