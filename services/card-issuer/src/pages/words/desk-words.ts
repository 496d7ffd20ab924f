import { defineCatalogue } from '@onecampus/pages';

export const deskWords = defineCatalogue({
  ru: {
    desk: 'Стол выдачи',
    myCard: 'Моя карта',
    librarian: (university: string) => `Библиотекарь · ${university}`,
    lead: 'Найдите читателя, чтобы выдать, приостановить или заменить его карту.',
    scan: 'Кто перед вами?',
    scanHint: 'Отсканируйте карту или студенческий билет. Можно ввести номер или логин с @.',
    find: 'Найти',
    nobody:
      'Такого номера нет ни в одном университете. Проверьте раскладку и все ли знаки введены, или попросите другой документ.',
    noSuchLogin: 'Такого логина нет. Он пишется целиком, с доменом университета: ivanova@tpu.ru.',
    empty: 'Поле пустое. Отсканируйте код или введите номер.',
    choose: 'Чей это номер?',
    chooseLead: 'Такой номер есть не в одном месте. Спросите читателя и выберите — имя откроется только после этого.',
    chooseDoubtful:
      'Похоже на номер карты, но контрольная цифра не сходится: карта могла прочитаться с ошибкой. Если это не карта, а номер университета, выберите его.',
    another: 'Отсканировать заново',
    kinds: 'Чей это номер',
    card: 'Единая карта',
    student_number: 'Номер студенческого',
    employee_number: 'Табельный номер',
    eppn: 'Логин',
    anyUniversity: 'Карта одна на все университеты',
  },
  en: {
    desk: 'Desk',
    myCard: 'My card',
    librarian: (university) => `Librarian · ${university}`,
    lead: 'Find a reader to issue, suspend or replace their card.',
    scan: 'Who is in front of you?',
    scanHint: 'Scan a card or a student’s ID. You can also type a number, or a login with its @.',
    find: 'Find',
    nobody:
      'No university has this number. Check the keyboard layout and that every character is there, or ask for another document.',
    noSuchLogin: 'There is no such login. It is written whole, with the university’s domain: ivanova@tpu.ru.',
    empty: 'The field is empty. Scan a code or type a number.',
    choose: 'Whose number is this?',
    chooseLead: 'This number exists in more than one place. Ask the reader and choose; the name is shown only then.',
    chooseDoubtful:
      'It looks like a card number, but its check digit does not match: the card may have been misread. If it is not a card but a number of a university, choose that.',
    another: 'Scan again',
    kinds: 'Whose number this is',
    card: 'Shared card',
    student_number: 'Student number',
    employee_number: 'Employee number',
    eppn: 'Login',
    anyUniversity: 'One card for all universities',
  },
});
