import type { Locale } from '@onecampus/pages';
import type { NoticeKind } from '../store/notices.ts';

type Words = { readonly title: string; readonly text: (details: Readonly<Record<string, string>>) => string };

/** What happened, in one line and in one sentence; the same words on the page and in the letter. */
export function noticeWords(
  locale: Locale,
  kind: NoticeKind,
  details: Readonly<Record<string, string>>,
): { title: string; text: string } {
  // What a later program wrote and this one does not know is still shown as something that happened.
  const words = (kinds[locale] as Partial<Record<string, Words>>)[kind] ?? unknown[locale];
  return { title: words.title, text: words.text(details) };
}

/** ` (Firefox, Windows)`, or nothing. */
const named = (value: string | undefined) => (value ? ` (${value})` : '');

const unknown: Record<Locale, Words> = {
  ru: { title: 'Изменение в учётной записи', text: () => 'В вашей учётной записи что-то изменилось.' },
  en: { title: 'Your account changed', text: () => 'Something changed in your account.' },
};

const kinds: Record<Locale, Record<NoticeKind, Words>> = {
  ru: {
    'new-device': {
      title: 'Вход с нового устройства',
      text: ({ device }) => `В вашу учётную запись вошли с устройства, которого мы раньше не видели${named(device)}.`,
    },
    'password-changed': {
      title: 'Пароль изменён',
      text: ({ how }) =>
        how === 'mail'
          ? 'Пароль вашей учётной записи изменён по ссылке из письма. Все открытые входы завершены.'
          : 'Пароль вашей учётной записи изменён.',
    },
    'passkey-added': {
      title: 'Добавлен ключ доступа',
      text: ({ name }) => `Теперь войти можно и ключом доступа${named(name)}.`,
    },
    'passkey-removed': {
      title: 'Ключ доступа удалён',
      text: ({ name }) => `Ключом доступа${named(name)} войти больше нельзя.`,
    },
    'totp-added': { title: 'Включены одноразовые коды', text: () => 'При входе теперь нужен код из приложения.' },
    'totp-removed': { title: 'Одноразовые коды отключены', text: () => 'Код из приложения при входе больше не нужен.' },
    'recovery-codes-made': {
      title: 'Выпущены резервные коды',
      text: () => 'Выпущены новые резервные коды, прежние больше не действуют.',
    },
    'recovery-code-used': {
      title: 'Использован резервный код',
      text: ({ left }) => `При входе использован резервный код.${left ? ` Осталось: ${left}.` : ''}`,
    },
    'recovery-asked': {
      title: 'Просьба восстановить доступ',
      text: ({ university }) =>
        `Кто-то попросил восстановить доступ к вашей учётной записи лично, с документом${named(university)}. Если это не вы, остановите восстановление.`,
    },
    'recovery-approved': {
      title: 'Восстановление доступа подтверждено',
      text: ({ university }) =>
        `Второй сотрудник подтвердил восстановление доступа к вашей учётной записи${named(university)}. Если это не вы, остановите его: до срока это ещё возможно.`,
    },
    'recovery-refused': {
      title: 'В восстановлении доступа отказано',
      text: () => 'Сотрудник университета отказал в восстановлении доступа к вашей учётной записи.',
    },
    'recovery-aborted': {
      title: 'Восстановление доступа остановлено',
      text: () => 'Восстановление доступа остановлено. В учётной записи ничего не изменилось.',
    },
    'recovery-finished': {
      title: 'Доступ восстановлен',
      text: () =>
        'Задан новый пароль, прежние ключи доступа, одноразовые и резервные коды удалены, все открытые входы завершены.',
    },
    'account-activated': {
      title: 'Учётная запись открыта',
      text: ({ university }) => `Вы приняли приглашение и задали пароль${named(university)}.`,
    },
    'email-confirmed': {
      title: 'Добавлен адрес почты',
      text: ({ address }) => `Подтверждён адрес почты${named(address)}.`,
    },
    'email-removed': { title: 'Удалён адрес почты', text: ({ address }) => `Адрес почты удалён${named(address)}.` },
    'sessions-ended': { title: 'Входы завершены', text: () => 'Открытые входы в вашу учётную запись завершены.' },
    'account-locked': {
      title: 'Учётная запись закрыта для входа',
      text: () => 'Войти в неё сейчас нельзя. Обратитесь в свой университет.',
    },
    'account-unlocked': { title: 'Учётная запись снова открыта', text: () => 'В неё снова можно войти.' },
    'close-asked': {
      title: 'Учётную запись попросили закрыть',
      text: () => 'Через 14 дней в неё нельзя будет войти. Если это не вы, оставьте её и смените пароль.',
    },
    'account-closed': {
      title: 'Учётная запись закрыта по вашей просьбе',
      text: () => 'Войти в неё больше нельзя. Открыть её снова может ваш университет.',
    },
    'upstream-asked': {
      title: 'Предложено изменить вход людей университета',
      text: ({ issuer, reason }) =>
        `Администратор предлагает изменить, у какого провайдера входят люди университета${named(issuer)}. Причина: «${reason ?? ''}». Пока второй администратор не согласится, всё остаётся как было. Что изменится, видно в консоли, в разделе «Способы входа».`,
    },
    'upstream-agreed': {
      title: 'Вход людей университета изменён',
      text: () =>
        'Второй человек согласился с изменением, и оно действует. Подробности — в консоли, в разделе «Способы входа».',
    },
    'upstream-refused': {
      title: 'Изменение входа отклонено или отозвано',
      text: () => 'Люди университета входят так же, как раньше.',
    },
    'first-factor-agreed': {
      title: 'Разрешено добавить первый ключ доступа',
      text: () =>
        'Второй человек подтвердил, что это вы: в том же браузере можно добавить ключ доступа или одноразовые коды. Если вы об этом не просили, сообщите администратору университета.',
    },
    'university-linked': {
      title: 'Присоединён вход университета',
      text: ({ university }) => `Теперь вы входите и через свой университет${named(university)}.`,
    },
  },
  en: {
    'new-device': {
      title: 'Signed in on a new device',
      text: ({ device }) =>
        `Somebody signed in to your account on a device that we had not seen before${named(device)}.`,
    },
    'password-changed': {
      title: 'Password changed',
      text: ({ how }) =>
        how === 'mail'
          ? 'The password of your account was changed through a link in a letter. Everything that was signed in is signed out.'
          : 'The password of your account was changed.',
    },
    'passkey-added': {
      title: 'Passkey added',
      text: ({ name }) => `A passkey${named(name)} opens your account from now on.`,
    },
    'passkey-removed': {
      title: 'Passkey removed',
      text: ({ name }) => `The passkey${named(name)} does not open your account any more.`,
    },
    'totp-added': { title: 'One-time codes turned on', text: () => 'Signing in now asks for a code of your app.' },
    'totp-removed': {
      title: 'One-time codes turned off',
      text: () => 'Signing in does not ask for a code of your app any more.',
    },
    'recovery-codes-made': {
      title: 'Recovery codes made',
      text: () => 'New recovery codes were made; the old ones are dead.',
    },
    'recovery-code-used': {
      title: 'Recovery code used',
      text: ({ left }) => `A recovery code was used to sign in.${left ? ` Left: ${left}.` : ''}`,
    },
    'recovery-asked': {
      title: 'Somebody asks to recover your account',
      text: (details) =>
        `Somebody came in person, with a document, to recover access to your account${named(details['universityEn'] ?? details['university'])}. If that was not you, stop it.`,
    },
    'recovery-approved': {
      title: 'Recovery approved',
      text: (details) =>
        `A second member of staff approved the recovery of your account${named(details['universityEn'] ?? details['university'])}. If that was not you, stop it: until its time comes you can.`,
    },
    'recovery-refused': {
      title: 'Recovery refused',
      text: () => 'Staff of the university refused to recover access to your account.',
    },
    'recovery-aborted': {
      title: 'Recovery stopped',
      text: () => 'The recovery was stopped. Nothing in your account has changed.',
    },
    'recovery-finished': {
      title: 'Account recovered',
      text: () =>
        'There is a new password; the old passkeys, one-time codes and recovery codes are removed, and everything that was signed in is signed out.',
    },
    'account-activated': {
      title: 'Account opened',
      text: (details) =>
        `You took up the invitation and set a password${named(details['universityEn'] ?? details['university'])}.`,
    },
    'email-confirmed': {
      title: 'E-mail address added',
      text: ({ address }) => `An e-mail address was confirmed${named(address)}.`,
    },
    'email-removed': {
      title: 'E-mail address removed',
      text: ({ address }) => `An e-mail address was removed${named(address)}.`,
    },
    'sessions-ended': { title: 'Signed out', text: () => 'What was signed in to your account has been signed out.' },
    'account-locked': { title: 'Account locked', text: () => 'Nobody can sign in to it now. Ask your university.' },
    'account-unlocked': { title: 'Account unlocked', text: () => 'It can be signed in to again.' },
    'close-asked': {
      title: 'Closing the account was asked for',
      text: () => 'In 14 days nobody can sign in to it. If that was not you, keep it and change your password.',
    },
    'account-closed': {
      title: 'The account was closed as you asked',
      text: () => 'Nobody can sign in to it any more. Your university can open it again.',
    },
    'upstream-asked': {
      title: 'A change of how the university’s people sign in was proposed',
      text: ({ issuer, reason }) =>
        `An administrator proposes to change the provider at which the university’s people sign in${named(issuer)}. Reason: “${reason ?? ''}”. Nothing changes before a second administrator agrees. The console shows what would change, under “Ways in”.`,
    },
    'upstream-agreed': {
      title: 'How the university’s people sign in has changed',
      text: () => 'A second person agreed to the change, and it is in force. The console has it, under “Ways in”.',
    },
    'upstream-refused': {
      title: 'A change of how people sign in was refused or taken back',
      text: () => 'The university’s people sign in as before.',
    },
    'first-factor-agreed': {
      title: 'You may add your first passkey',
      text: () =>
        'A second person confirmed that it is you: in the same browser you can add a passkey or one-time codes. If you did not ask for this, tell your university’s administrator.',
    },
    'university-linked': {
      title: 'University sign-in linked',
      text: (details) =>
        `You can sign in through your university now${named(details['universityEn'] ?? details['university'])}.`,
    },
  },
};
