import { defineCatalogue, type Locale } from '@onecampus/pages';

const words = defineCatalogue({
  ru: {
    title: 'Сервис ещё не открыт',
    text: 'Его подключают и проверяют. Пока в него могут войти только администраторы университета, которому он принадлежит.',
    whatToDo: 'Попробуйте позже или спросите у тех, кто отвечает за этот сервис, когда он откроется.',
  },
  en: {
    title: 'This service is not open yet',
    text: 'It is being connected and tried. For now only administrators of the university it belongs to can sign in to it.',
    whatToDo: 'Try again later, or ask those who run the service when it will open.',
  },
});

/** For whoever comes to an application that is still a draft. */
export function notOpenTexts(locale: Locale) {
  const { title, text, whatToDo } = words(locale);
  return { title, text, whatToDo };
}
