import { defineCatalogue } from '@onecampus/pages';

/** Why a new password is not taken, by the fault that it has (rules/password-verdict.ts). */
export const passwordFaultWords = defineCatalogue({
  ru: {
    malformed: 'В пароле есть знаки, которые нельзя набрать.',
    too_long: 'Это слишком длинно: больше 1024 байт.',
    too_short: 'Это слишком коротко.',
    common: 'Такие пароли пробуют первыми — даже с цифрами на конце или в другой раскладке.',
    pattern: 'Это ряд клавиш, повтор, дата или телефон: такое угадывают сразу.',
    context: 'Это ваши имена или названия университета: такое пробуют одним из первых.',
  },
  en: {
    malformed: 'The password holds characters that cannot be typed.',
    too_long: 'This is too long: more than 1024 bytes.',
    too_short: 'This is too short.',
    common: 'Such passwords are tried first, also with digits at the end or in another keyboard layout.',
    pattern: 'This is a row of keys, a repetition, a date or a telephone number: guessed at once.',
    context: 'These are your own names or the university’s: among the first to be tried.',
  },
});
