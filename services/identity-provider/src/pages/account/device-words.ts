import { defineCatalogue, type Locale } from '@onecampus/pages';
import { type Device, nameOfDevice } from '../../rules/device.ts';

const words = defineCatalogue({
  ru: {
    unknown: 'Неизвестная программа',
    public: 'общий компьютер',
    mobile: 'телефон',
    tablet: 'планшет',
    pwd: 'пароль',
    otp: 'одноразовый код',
    hwk: 'ключ доступа',
    swk: 'ключ доступа',
    fed: 'вход через университет',
    kba: 'резервный код',
  },
  en: {
    unknown: 'An unknown program',
    public: 'public computer',
    mobile: 'telephone',
    tablet: 'tablet',
    pwd: 'password',
    otp: 'one-time code',
    hwk: 'passkey',
    swk: 'passkey',
    fed: 'sign-in at the university',
    kba: 'recovery code',
  },
});

/** `Firefox, Windows`. */
export function deviceTitle(locale: Locale, device: Device): string {
  return nameOfDevice(device) || words(locale).unknown;
}

/** `telephone`, `public computer`; empty for a computer of one's own. */
export function deviceDetail(locale: Locale, device: Device, publicComputer: boolean): string {
  const say = words(locale);
  const kind = device.kind === 'mobile' ? say.mobile : device.kind === 'tablet' ? say.tablet : '';
  return [kind, publicComputer ? say.public : ''].filter(Boolean).join(', ');
}

/** How somebody proved who he is, in words; what is not a way of its own is passed over. */
export function methodWords(locale: Locale, amr: readonly string[]): string {
  const say = words(locale);
  const known = amr.flatMap((one) =>
    one === 'pwd' || one === 'otp' || one === 'hwk' || one === 'swk' || one === 'fed' || one === 'kba'
      ? [say[one]]
      : [],
  );
  return [...new Set(known)].join(' + ');
}
