import { defineCatalogue } from '@onecampus/pages';

/** What letters say besides what happened. Nobody is addressed by name: a letter that went astray names nobody. */
export const letterWords = defineCatalogue({
  ru: {
    greeting: 'Здравствуйте!',
    closing: 'Это письмо отправлено автоматически, отвечать на него не нужно. Единый вход университетов.',
    notYou: 'Если это были не вы, откройте свою учётную запись и проверьте её, а затем сообщите в свой университет.',
    openAccount: 'Открыть учётную запись',
    when: (time: string) => `Когда: ${time}.`,

    confirmSubject: 'Подтвердите адрес почты',
    confirmText: 'Этот адрес указали в учётной записи единого входа. Чтобы мы могли писать на него, подтвердите его.',
    confirmAction: 'Подтвердить адрес',
    confirmNot: 'Если это были не вы, ничего делать не нужно: без подтверждения адрес не используется.',

    passwordSubject: 'Новый пароль',
    passwordText:
      'Кто-то, вероятно вы, попросил задать новый пароль единого входа. Ссылка действует 10 минут и только один раз.',
    passwordAction: 'Задать новый пароль',
    passwordNot:
      'Если это были не вы, ничего делать не нужно: прежний пароль действует. Никому не пересылайте это письмо.',

    invitationSubject: (university: string) => `Приглашение: ${university}`,
    invitationText: (university: string) =>
      `${university} открывает вам единый вход: один логин для курсов, библиотеки и всех сервисов университетов города.`,
    invitationLogin: (login: string) => `Ваш логин: ${login}.`,
    invitationUntil: (date: string) =>
      `Приглашение действует до ${date} и только один раз. Никому не пересылайте это письмо.`,
    invitationAction: 'Задать пароль',

    recoverySubject: 'Просьба восстановить доступ к вашей учётной записи',
    recoveryText: (university: string) =>
      `Кто-то пришёл с документом и попросил восстановить доступ к вашей учётной записи: ${university}.`,
    recoveryYou: (hours: number) =>
      `Если это вы, ничего делать не нужно: доступ восстановят, когда просьбу подтвердит второй сотрудник и пройдёт ${hours} ч.`,
    recoveryNot: 'Если это не вы, остановите восстановление. Это можно сделать без пароля.',
    recoveryAction: 'Это не я, остановить',

    approvedSubject: 'Восстановление доступа подтверждено',
    approvedText: (university: string, time: string) =>
      `${university}: второй сотрудник подтвердил восстановление доступа к вашей учётной записи. Остановить его можно, пока доступ не восстановлен; код выдадут не раньше ${time}.`,

    codeSubject: 'Код для восстановления доступа',
    codeText:
      'Введите этот код на странице восстановления и задайте новый пароль. Код действует 10 минут и только один раз.',
    codeNot: 'Никому не называйте код: сотрудникам университета он не нужен.',
    codeAction: 'Открыть страницу восстановления',
  },
  en: {
    greeting: 'Hello,',
    closing: 'This letter was sent by a program; there is no need to answer. Single sign-on of the universities.',
    notYou: 'If that was not you, open your account and look through it, then tell your university.',
    openAccount: 'Open the account',
    when: (time) => `When: ${time}.`,

    confirmSubject: 'Confirm your e-mail address',
    confirmText: 'This address was given in an account of the single sign-on. Confirm it, so that we may write to it.',
    confirmAction: 'Confirm the address',
    confirmNot: 'If that was not you, there is nothing to do: an address that is not confirmed is not used.',

    passwordSubject: 'New password',
    passwordText:
      'Somebody, probably you, asked for a new password of the single sign-on. The link works for 10 minutes and once.',
    passwordAction: 'Set a new password',
    passwordNot: 'If that was not you, there is nothing to do: the old password stands. Pass this letter on to nobody.',

    invitationSubject: (university) => `Invitation: ${university}`,
    invitationText: (university) =>
      `${university} opens the single sign-on to you: one login for courses, the library and all services of the universities.`,
    invitationLogin: (login) => `Your login: ${login}.`,
    invitationUntil: (date) => `The invitation stands until ${date} and works once. Pass this letter on to nobody.`,
    invitationAction: 'Set a password',

    recoverySubject: 'Somebody asks to recover your account',
    recoveryText: (university) =>
      `Somebody came with a document and asked to recover access to your account: ${university}.`,
    recoveryYou: (hours) =>
      `If that was you, there is nothing to do: access comes back when a second member of staff has approved it and ${hours} h have passed.`,
    recoveryNot: 'If that was not you, stop it. You need no password for that.',
    recoveryAction: 'That is not me: stop it',

    approvedSubject: 'Recovery of your account approved',
    approvedText: (university, time) =>
      `${university}: a second member of staff approved the recovery of your account. It can be stopped until access is back; the code is not given before ${time}.`,

    codeSubject: 'Code to recover your account',
    codeText: 'Type this code on the recovery page and set a new password. The code works for 10 minutes and once.',
    codeNot: 'Tell the code to nobody: staff of the university have no use for it.',
    codeAction: 'Open the recovery page',
  },
});
