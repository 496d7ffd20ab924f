/** Why an input is not a card number. Closed: a page or a message catalogue can cover every one. */
export type CardNumberFault =
  | 'empty'
  | 'look_alike_letters'
  | 'unexpected_characters'
  | 'wrong_length'
  | 'not_a_card_number'
  | 'bad_check_digit';

/** What to tell the person at the desk or the gate, and what to do next. */
export const cardNumberFaultTexts: Readonly<Record<CardNumberFault, { readonly ru: string; readonly en: string }>> = {
  empty: {
    ru: 'Номер карты не введён. Отсканируйте штрихкод или введите 14 цифр с карты.',
    en: 'No card number was entered. Scan the barcode or type the 14 digits printed on the card.',
  },
  look_alike_letters: {
    ru: 'В номере есть буквы, похожие на цифры: например, О вместо 0, З вместо 3 или l вместо 1. Введите номер заново, одними цифрами.',
    en: 'Some characters are letters that look like digits, such as O for 0 or l for 1. Type the number again, using digits only.',
  },
  unexpected_characters: {
    ru: 'Номер карты состоит только из обычных цифр 0–9. Уберите остальные символы или отсканируйте карту ещё раз.',
    en: 'A card number has only the ordinary digits 0–9. Remove the other characters or scan the card again.',
  },
  wrong_length: {
    ru: 'В номере карты должно быть 14 цифр. Проверьте, не пропущена ли цифра и не считаны ли две карты подряд.',
    en: 'A card number has 14 digits. Check that none is missing and that two cards were not scanned one after the other.',
  },
  not_a_card_number: {
    ru: 'Это не номер общей карты: он начинается с цифры 2. Возможно, считан штрихкод книги или старого билета.',
    en: 'This is not a shared card number, which begins with 2. It may be the barcode of a book or of an older card.',
  },
  bad_check_digit: {
    ru: 'В номере ошибка: контрольная цифра не сходится. Сверьте номер с картой и введите его ещё раз.',
    en: 'The number has a mistake: its check digit does not match. Compare it with the card and type it again.',
  },
};
