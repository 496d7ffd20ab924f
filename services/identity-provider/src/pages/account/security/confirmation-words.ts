import { defineCatalogue } from '@onecampus/pages';

/** What somebody with a role reads before his first passkey, and what is said to the one who confirms it. */
export const confirmationWords = defineCatalogue({
  ru: {
    title: 'Нужно, чтобы вас подтвердил второй человек',
    lead: 'У вас есть роль с правами над чужими данными. Одного пароля мало, чтобы добавить первый ключ: его могли украсть.',
    first: 'Попросите, и вы получите номер.',
    how: 'Назовите номер лично или по телефону администратору вашего университета, а если вы в нём один — ответственному за безопасность консорциума. Он введёт номер в консоли, в разделе «Способы входа», и в этом же браузере можно будет добавить ключ или коды из приложения.',
    ask: 'Попросить подтверждение',
    numberTitle: 'Ваш номер',
    numberText: 'Он действует сутки и только в этом браузере. Никому больше его не называйте.',
    check: 'Уже подтвердили? Проверить',
    elsewhereTitle: 'Подтверждение уже попросили в другом браузере',
    elsewhereText:
      'Если это были не вы, смените пароль и предупредите администратора: пусть он отклонит просьбу. Потом попросите сами.',
    request: (name: string) => `Первый ключ доступа: ${name}`,
    requestText:
      'У этого человека есть роль и ещё нет ни ключа, ни кодов. Введите номер, только если он сам назвал его вам и вы знаете его в лицо или по голосу. Если о номере он не знает, отклоните: его пароль у кого-то чужого.',
    number: 'Номер, который вам назвали',
    confirm: 'Подтвердить, что это он',
    refuse: 'Отклонить',
    own: 'Это ваша просьба: номер вводит другой человек.',
    wrongNumber: 'Номер не тот. Ничего не сделано.',
  },
  en: {
    title: 'A second person has to confirm that it is you',
    lead: 'Your role gives you power over the data of others. A password alone is not enough for your first passkey: it may have been stolen.',
    first: 'Ask, and you get a number.',
    how: 'Tell the number, in person or by telephone, to an administrator of your university or, where you are the only one, to a security officer of the consortium. They enter it in the console, under “Ways in”, and in this very browser you can then add a passkey or codes from an app.',
    ask: 'Ask for confirmation',
    numberTitle: 'Your number',
    numberText: 'It stands for a day, and in this browser alone. Tell it to nobody else.',
    check: 'Confirmed already? Look again',
    elsewhereTitle: 'Confirmation was asked for in another browser',
    elsewhereText:
      'If that was not you, change your password and warn an administrator, who should refuse the request. Then ask yourself.',
    request: (name) => `First passkey: ${name}`,
    requestText:
      'This person has a role, and neither a passkey nor codes yet. Enter the number only where they told it to you themselves and you know them by face or voice. Where they know of no number, refuse: a stranger has their password.',
    number: 'The number that you were told',
    confirm: 'Confirm that it is them',
    refuse: 'Refuse',
    own: 'This is your own request: another person enters the number.',
    wrongNumber: 'That is not the number. Nothing was done.',
  },
});
