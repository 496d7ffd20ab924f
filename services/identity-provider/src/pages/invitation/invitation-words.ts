import { defineCatalogue } from '@onecampus/pages';

export const invitationWords = defineCatalogue({
  ru: {
    title: 'Приглашение',
    lead: 'Введите код с листка, который вам выдали в университете.',
    code: 'Код',
    codeHint:
      'Четыре слова латинскими или русскими буквами, например lusab-babad-gutih-tugad или лусаб-бабад-гутих-тугад.',
    next: 'Дальше',
    enterCode: 'Введите код целиком: четыре слова по пять букв',
    deadTitle: 'Приглашение не действует',
    deadText: 'Оно уже принято, отозвано, истекло или в коде опечатка. Если вы уже задавали пароль, просто войдите.',
    again: 'Ввести код',
    signIn: 'Войти',
    tooOften: 'Слишком много попыток. Подождите несколько минут.',
    welcome: (name: string) => `Здравствуйте, ${name}`,
    welcomeLead: (university: string) =>
      `${university}: осталось задать пароль. Он нужен только вам, университет его не узнает.`,
    login: 'Ваш логин',
    notYou: 'Это не вы? Закройте страницу и сообщите тому, кто дал вам приглашение.',
    doneTitle: 'Готово',
    doneText: 'Пароль сохранён. Теперь войдите.',
  },
  en: {
    title: 'Invitation',
    lead: 'Type the code on the sheet that the university gave you.',
    code: 'Code',
    codeHint: 'Four words in Latin or Russian letters, like lusab-babad-gutih-tugad or лусаб-бабад-гутих-тугад.',
    next: 'Next',
    enterCode: 'Type the whole code: four words of five letters',
    deadTitle: 'The invitation does not work',
    deadText:
      'It was taken up or taken back, is too old, or the code is mistyped. If you have set a password before, just sign in.',
    again: 'Type a code',
    signIn: 'Sign in',
    tooOften: 'Too many attempts. Wait a few minutes.',
    welcome: (name) => `Hello, ${name}`,
    welcomeLead: (university) =>
      `${university}: all that is left is a password. It is yours alone, the university does not learn it.`,
    login: 'Your login',
    notYou: 'Not you? Close the page and tell whoever gave you the invitation.',
    doneTitle: 'Done',
    doneText: 'The password is saved. Sign in now.',
  },
});
