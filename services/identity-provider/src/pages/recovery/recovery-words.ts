import { defineCatalogue } from '@onecampus/pages';

/** Getting back in: a forgotten password, and a new one. */
export const recoveryWords = defineCatalogue({
  ru: {
    forgottenTitle: 'Забыли пароль?',
    forgottenLead: 'Мы пришлём ссылку для нового пароля на все адреса почты, которые за вами записаны.',
    university: 'Университет',
    universityPlaceholder: 'Выберите университет',
    login: 'Логин или адрес почты',
    loginHint: 'Например, i.ivanova — или целиком: i.ivanova@tpu.ru',
    enterLogin: 'Введите логин или адрес почты',
    send: 'Прислать ссылку',
    sentTitle: 'Проверьте почту',
    sentText:
      'Если такая учётная запись есть, на её адреса уже идёт письмо со ссылкой. Ссылка действует 10 минут. Нет письма — проверьте «Спам» и логин.',
    noMailTitle: 'Письма сейчас не отправляются',
    inPersonTitle: 'Нет доступа и к почте?',
    inPerson:
      'Придите с документом в библиотеку или в отдел ИТ-поддержки любого университета, где вы учитесь или работаете: двое сотрудников подтвердят, что это вы, и через сутки вы зададите новый пароль.',
    inPersonCode: 'У меня есть код от сотрудника',
    tooOften: 'Слишком много попыток. Попробуйте позже.',

    newTitle: 'Новый пароль',
    newLead: 'После этого все открытые входы в вашу учётную запись завершатся, и вы войдёте с новым паролем.',
    password: 'Новый пароль',
    passwordHint: 'Не короче 15 знаков. Удобно взять несколько слов подряд: длинный пароль надёжнее сложного.',
    show: 'Показать',
    hide: 'Скрыть',
    capsLock: 'Включён Caps Lock',
    cyrillic: 'Включена русская раскладка',
    save: 'Сохранить пароль',
    saving: 'Сохраняем…',
    busy: 'Сейчас слишком много запросов. Нажмите ещё раз через несколько секунд.',
    deadTitle: 'Ссылка не действует',
    deadText: 'Она уже использована или устарела: ссылка живёт 10 минут. Запросите новую.',
    ask: 'Запросить новую ссылку',
    doneTitle: 'Пароль сохранён',
    doneText: 'Все прежние входы завершены. Войдите с новым паролем.',
    signIn: 'Войти',

    codeTitle: 'Восстановление доступа',
    codeLead: 'Введите код, который вам дали в университете или прислали письмом.',
    code: 'Код',
    codeHint: 'Четыре слова латинскими или русскими буквами. Код действует 10 минут.',
    next: 'Дальше',
    enterCode: 'Введите код целиком: четыре слова по пять букв',
    codeDeadTitle: 'Код не действует',
    codeDeadText: 'Он уже использован, устарел или в нём опечатка. Сотрудник может выдать новый.',
    codeAgain: 'Ввести код ещё раз',
    recoverLead:
      'Задайте новый пароль. Прежние ключи доступа, одноразовые и резервные коды будут удалены, а все открытые входы завершатся.',
    recoveredTitle: 'Доступ восстановлен',
    recoveredText:
      'Войдите с новым паролем. Затем в разделе «Безопасность» добавьте ключ доступа или одноразовые коды, а в разделе «Почта» проверьте адреса.',

    stopTitle: 'Остановить восстановление доступа?',
    stopText:
      'Кто-то пришёл с документом и попросил восстановить доступ к вашей учётной записи. Если это были не вы, остановите восстановление и сообщите в свой университет.',
    stop: 'Это не я, остановить',
    stoppedTitle: 'Восстановление остановлено',
    stoppedText:
      'В вашей учётной записи ничего не изменилось. Сообщите об этом в свой университет: кто-то выдавал себя за вас.',
    stopDeadTitle: 'Останавливать нечего',
    stopDeadText: 'Это восстановление уже закончено или остановлено.',
  },
  en: {
    forgottenTitle: 'Forgotten your password?',
    forgottenLead: 'We send a link for a new one to every e-mail address that is on record for you.',
    university: 'University',
    universityPlaceholder: 'Choose your university',
    login: 'Login or e-mail address',
    loginHint: 'For example i.ivanova, or the whole of it: i.ivanova@tpu.ru',
    enterLogin: 'Type your login or e-mail address',
    send: 'Send the link',
    sentTitle: 'Look at your mail',
    sentText:
      'If there is such an account, a letter with a link is on its way to its addresses. The link works for 10 minutes. No letter? Look into “Spam”, and check the login.',
    noMailTitle: 'No letters are sent at the moment',
    inPersonTitle: 'No way into your mail either?',
    inPerson:
      'Come with a document to the library or the IT desk of any university where you study or work: two members of staff confirm that it is you, and a day later you set a new password.',
    inPersonCode: 'I have a code from staff',
    tooOften: 'Too many attempts. Try again later.',

    newTitle: 'New password',
    newLead: 'Everything that is signed in to your account is signed out then, and you sign in with the new password.',
    password: 'New password',
    passwordHint:
      'At least 15 characters. Several words in a row are easy: a long password is safer than a complicated one.',
    show: 'Show',
    hide: 'Hide',
    capsLock: 'Caps Lock is on',
    cyrillic: 'The keyboard types Cyrillic',
    save: 'Save the password',
    saving: 'Saving…',
    busy: 'There are too many requests right now. Press again in a few seconds.',
    deadTitle: 'The link does not work',
    deadText: 'It was used or is too old: a link lives for 10 minutes. Ask for a new one.',
    ask: 'Ask for a new link',
    doneTitle: 'The password is saved',
    doneText: 'Whatever was signed in is signed out. Sign in with the new password.',
    signIn: 'Sign in',

    codeTitle: 'Recover your account',
    codeLead: 'Type the code that the university gave you or that came by mail.',
    code: 'Code',
    codeHint: 'Four words in Latin or Russian letters. The code works for 10 minutes.',
    next: 'Next',
    enterCode: 'Type the whole code: four words of five letters',
    codeDeadTitle: 'The code does not work',
    codeDeadText: 'It was used, is too old or mistyped. Staff can give a new one.',
    codeAgain: 'Type the code again',
    recoverLead:
      'Set a new password. The old passkeys, one-time codes and recovery codes are removed, and whatever is signed in is signed out.',
    recoveredTitle: 'Your account is yours again',
    recoveredText:
      'Sign in with the new password. Then add a passkey or one-time codes under “Security”, and look through your addresses under “E-mail”.',

    stopTitle: 'Stop the recovery?',
    stopText:
      'Somebody came with a document and asked to recover your account. If that was not you, stop it and tell your university.',
    stop: 'That is not me: stop it',
    stoppedTitle: 'The recovery is stopped',
    stoppedText: 'Nothing in your account has changed. Tell your university: somebody pretended to be you.',
    stopDeadTitle: 'There is nothing to stop',
    stopDeadText: 'This recovery is over or was stopped.',
  },
});
