import { defineCatalogue, type Locale } from '@onecampus/pages';
import type { PresetNote } from '../../../rules/presets/preset.ts';

const words = defineCatalogue({
  ru: {
    'moodle-plugin': 'Без этого кнопка One Campus не появится на странице входа.',
    'moodle-username':
      'Имя пользователя Moodle — неизменный идентификатор. Без этой строки им станет адрес почты, и человек со сменой адреса потеряет свою учётную запись.',
    'moodle-discovery':
      'Без /.well-known и без черты в конце: остальные адреса Moodle узнает сам. В списке сервисов должна стоять галочка Discovery.',
    'moodle-sign-out':
      'Moodle не сообщает нам о выходе и не слушает наших сообщений: выход из Moodle заканчивает только сеанс в Moodle.',
    'moodle-verification':
      'Мы передаём только те адреса, за которые ручается университет, поэтому второе подтверждение не нужно.',
    'canvas-discovery': 'Остальные адреса Canvas заполнит сам; после сохранения они появятся в полях ниже.',
    'canvas-login-attribute':
      'Неизменный идентификатор. В Canvas это же значение стоит у человека как Login ID этого способа входа.',
    'canvas-validation':
      'Нужен, если включена полная проверка токена (oidc_full_token_validation): без издателя вход не пройдёт.',
    'canvas-sign-out': 'При выходе Canvas отправляет человека к нам и возвращает на свою страницу входа.',
    'edx-backends': 'Добавьте к списку, который там уже есть, и перезапустите LMS.',
    'edx-username':
      'Имя пользователя человек выберет сам при первом входе: наш идентификатор длиннее 30 знаков, которые разрешает Open edX.',
    'edx-sign-out':
      'Open edX не сообщает нам о выходе: выход из него заканчивает только сеанс в нём. Настройки и ключи он помнит сутки.',
    'koha-restart':
      'Код входит в адрес возврата, поэтому он должен быть именно таким. После сохранения перезапустите Koha (koha-plack --restart).',
    'koha-domain':
      'Выберите библиотеку и категорию для новых читателей, отметьте Allow OPAC; для сотрудников — Allow staff.',
    'koha-base-url':
      'Адрес возврата Koha составляет из этой настройки: она должна быть с https:// и без черты в конце.',
    'koha-sign-out': 'Koha не сообщает нам о выходе: выход из неё заканчивает только сеанс в ней.',
    'nextcloud-identifier': 'Входит в адрес, по которому мы сообщаем о выходе, поэтому должен быть именно таким.',
    'nextcloud-userinfo': 'Имена и почту мы даём только через userinfo. Без этой строки Nextcloud их не увидит.',
    'nextcloud-hint': 'С ней выход из Nextcloud заканчивает и ваш сеанс у нас без лишнего вопроса.',
    'nextcloud-unique': 'Имя пользователя станет длинным, зато никогда не совпадёт с местным.',
    'apache-passphrase': 'Если серверов несколько, впишите одну и ту же длинную случайную строку на всех.',
    'apache-location': 'Закройте то, что должно быть закрыто. Адрес OIDCRedirectURI должен лежать внутри.',
  },
  en: {
    'moodle-plugin': 'Without it the One Campus button does not appear on the login page.',
    'moodle-username':
      'The user name in Moodle is an identifier that never changes. Without this line it is the e-mail address, and whoever changes that loses his account.',
    'moodle-discovery':
      'Without /.well-known and without a slash at the end: Moodle finds the other addresses itself. The list of services has to show Discovery as ticked.',
    'moodle-sign-out':
      'Moodle neither tells us of a sign-out nor hears of ours: signing out of Moodle ends the session in Moodle alone.',
    'moodle-verification': 'We give only addresses that a university vouches for, so no second confirmation is needed.',
    'canvas-discovery': 'Canvas fills in the other addresses itself; they are in the fields below once you have saved.',
    'canvas-login-attribute':
      'An identifier that never changes. In Canvas the same value is the Login ID of the person for this provider.',
    'canvas-validation':
      'Needed where the full check of tokens is on (oidc_full_token_validation): without an issuer nobody gets in.',
    'canvas-sign-out': 'At a sign-out Canvas sends people to us and takes them back to its login page.',
    'edx-backends': 'Add it to the list that is there already, and restart the LMS.',
    'edx-username':
      'People choose a user name when they come for the first time: our identifier is longer than the 30 characters that Open edX allows.',
    'edx-sign-out':
      'Open edX does not tell us of a sign-out: it ends the session there alone. It keeps settings and keys for a day.',
    'koha-restart':
      'The code is a part of the redirect address, so it has to be exactly this. Restart Koha after saving (koha-plack --restart).',
    'koha-domain': 'Choose the library and the category of new patrons and tick Allow OPAC; for staff, Allow staff.',
    'koha-base-url': 'Koha makes its redirect address out of this: it needs https:// and no slash at the end.',
    'koha-sign-out': 'Koha does not tell us of a sign-out: it ends the session there alone.',
    'nextcloud-identifier': 'It is a part of the address at which we tell of sign-outs, so it has to be exactly this.',
    'nextcloud-userinfo':
      'We give names and addresses at the userinfo endpoint alone. Without this line Nextcloud does not see them.',
    'nextcloud-hint': 'With it, signing out of Nextcloud ends your session here as well, without a further question.',
    'nextcloud-unique': 'User names get long, but never collide with a local one.',
    'apache-passphrase': 'With several servers, put the same long random string on all of them.',
    'apache-location': 'Protect what has to be protected. The address of OIDCRedirectURI has to lie inside.',
  },
});

/** What to know about a field of a product's settings. */
export function presetNote(locale: Locale, note: PresetNote): string {
  return words(locale)[note];
}
