import type { Locale } from './locale.ts';

export interface ErrorTexts {
  title: string;
  /** What happened. */
  text: string;
  /** What the person can do about it. */
  whatToDo: string;
}

type Status = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

const texts: Readonly<Record<Locale, Readonly<Record<Status, ErrorTexts>>>> = {
  ru: {
    400: {
      title: 'Запрос не разобрать',
      text: 'Страница получила данные, которые не может прочитать: ссылка неполная или форма отправлена с ошибкой.',
      whatToDo:
        'Вернитесь назад, обновите страницу и заполните форму ещё раз. Если вы пришли по ссылке, откройте её целиком.',
    },
    401: {
      title: 'Нужно войти',
      text: 'Эта страница открывается только после входа, а ваш вход не выполнен или закончился.',
      whatToDo: 'Войдите ещё раз — после входа вы вернётесь сюда.',
    },
    403: {
      title: 'Нет доступа',
      text: 'Вы вошли, но у вашей учётной записи нет права на эту страницу или действие.',
      whatToDo: 'Если доступ нужен вам по работе, попросите его у ответственного за One Campus в вашем университете.',
    },
    404: {
      title: 'Страница не найдена',
      text: 'По этому адресу ничего нет. Возможно, в нём опечатка или запись уже удалена.',
      whatToDo: 'Проверьте адрес или начните с главной страницы.',
    },
    405: {
      title: 'Так эту страницу не открыть',
      text: 'Адрес верный, но действие для него не подходит. Обычно так бывает, если открыть по ссылке то, что отправляют формой.',
      whatToDo: 'Вернитесь на предыдущую страницу и нажмите нужную кнопку там.',
    },
    409: {
      title: 'Данные уже изменились',
      text: 'Пока вы работали со страницей, эту запись изменил кто-то другой. Ваше изменение не сохранено.',
      whatToDo: 'Откройте запись заново, посмотрите, что изменилось, и повторите действие, если оно ещё нужно.',
    },
    413: {
      title: 'Слишком большой файл или запрос',
      text: 'Отправленное больше, чем эта страница принимает. Ничего не сохранено.',
      whatToDo: 'Разделите файл на части и отправьте их по очереди.',
    },
    415: {
      title: 'Такой файл не подходит',
      text: 'Этот вид файла или данных здесь не принимается. Ничего не сохранено.',
      whatToDo: 'Выгрузите данные в том виде, который указан рядом с полем, и отправьте ещё раз.',
    },
    422: {
      title: 'Данные не приняты',
      text: 'Запрос прочитан, но выполнить его с такими данными нельзя. Ничего не сохранено.',
      whatToDo: 'Вернитесь назад, проверьте введённое и отправьте ещё раз.',
    },
    429: {
      title: 'Слишком много попыток',
      text: 'За короткое время пришло слишком много запросов, поэтому этот отклонён.',
      whatToDo:
        'Подождите несколько минут и попробуйте снова. Чаще пробовать не нужно: ожидание от этого не сократится.',
    },
    500: {
      title: 'Ошибка на нашей стороне',
      text: 'Что-то сломалось у нас. Вы ничего не сделали неправильно.',
      whatToDo: 'Попробуйте ещё раз через минуту. Если не поможет, сообщите в поддержку номер обращения.',
    },
    503: {
      title: 'Сервис временно недоступен',
      text: 'Сейчас мы не можем получить данные, поэтому ничего не показываем и ничего не изменили.',
      whatToDo: 'Обновите страницу через минуту. Введённое в форму придётся ввести ещё раз.',
    },
  },
  en: {
    400: {
      title: 'The request cannot be read',
      text: 'The page received data it cannot read: the link is incomplete or the form was sent with a fault.',
      whatToDo: 'Go back, reload the page and fill in the form again. If you followed a link, open the whole of it.',
    },
    401: {
      title: 'Please sign in',
      text: 'This page opens only after you sign in, and you are not signed in or your sign-in has ended.',
      whatToDo: 'Sign in again and you will come back here.',
    },
    403: {
      title: 'No access',
      text: 'You are signed in, but your account may not open this page or do this.',
      whatToDo: 'If you need it for your work, ask the person in charge of One Campus at your university.',
    },
    404: {
      title: 'Page not found',
      text: 'There is nothing at this address. It may be mistyped, or the record may be gone.',
      whatToDo: 'Check the address, or begin at the start page.',
    },
    405: {
      title: 'This page does not open that way',
      text: 'The address is right but the action does not suit it. Usually a form’s address was opened as a link.',
      whatToDo: 'Go back to the page before and press the button there.',
    },
    409: {
      title: 'The record has changed meanwhile',
      text: 'Somebody else changed this record while you were working on it. Your change was not saved.',
      whatToDo: 'Open the record again, see what changed, and repeat the action if it is still needed.',
    },
    413: {
      title: 'Too large',
      text: 'What you sent is larger than this page accepts. Nothing was saved.',
      whatToDo: 'Split the file into parts and send them one after another.',
    },
    415: {
      title: 'This kind of file does not fit',
      text: 'This kind of file or data is not accepted here. Nothing was saved.',
      whatToDo: 'Export the data in the form named beside the field and send it again.',
    },
    422: {
      title: 'The data was not accepted',
      text: 'The request was read but cannot be carried out with these data. Nothing was saved.',
      whatToDo: 'Go back, check what you entered and send it again.',
    },
    429: {
      title: 'Too many attempts',
      text: 'Too many requests came in a short time, so this one was turned away.',
      whatToDo: 'Wait a few minutes and try again. Trying more often does not shorten the wait.',
    },
    500: {
      title: 'A fault on our side',
      text: 'Something broke on our side. You did nothing wrong.',
      whatToDo: 'Try again in a minute. If that does not help, send the request id to support.',
    },
    503: {
      title: 'The service is not available right now',
      text: 'We cannot reach the data at the moment, so we show nothing and have changed nothing.',
      whatToDo: 'Reload the page in a minute. What you typed into a form has to be typed again.',
    },
  },
};

/** What to say about an HTTP status; a status without words of its own speaks as its class does (400 or 500). */
export function errorTexts(locale: Locale, status: number): ErrorTexts {
  const known = texts[locale];
  return Object.hasOwn(known, status) ? known[status as Status] : known[status >= 500 ? 500 : 400];
}
