import { defineCatalogue } from '@onecampus/pages';

export const deliveryWords = defineCatalogue({
  ru: {
    title: 'Файлы из папок',
    file: 'Файл',
    source: 'Источник',
    when: 'Когда взят',
    state: 'Что с ним',
    why: 'Почему',
    taken: 'Читается',
    applied: 'Загружен',
    same: 'Уже был загружен',
    held: 'Ждёт решения',
    refused: 'Не загружен',
    returned: 'Возвращён в папку',
  },
  en: {
    title: 'Files from folders',
    file: 'File',
    source: 'Source',
    when: 'Taken',
    state: 'State',
    why: 'Why',
    taken: 'Being read',
    applied: 'Imported',
    same: 'Was imported already',
    held: 'Waits for a decision',
    refused: 'Not imported',
    returned: 'Put back',
  },
});
