import type { CardEvent, CardState } from '@onecampus/directory';
import type { Locale, Tone } from '@onecampus/pages';

/** What a state is called and how it looks, for whoever sees a card. */
const states: Readonly<Record<CardState, { tone: Tone; ru: string; en: string }>> = {
  requested: { tone: 'info', ru: 'Заявка', en: 'Requested' },
  rejected: { tone: 'neutral', ru: 'Отклонена', en: 'Rejected' },
  cancelled: { tone: 'neutral', ru: 'Отменена', en: 'Cancelled' },
  approved: { tone: 'info', ru: 'Одобрена', en: 'Approved' },
  in_production: { tone: 'info', ru: 'Печатается', en: 'Being made' },
  produced: { tone: 'info', ru: 'Напечатана', en: 'Made' },
  ready: { tone: 'info', ru: 'Готова к выдаче', en: 'Ready to collect' },
  active: { tone: 'ok', ru: 'Действует', en: 'Active' },
  suspended: { tone: 'warn', ru: 'Приостановлена', en: 'Suspended' },
  lost: { tone: 'error', ru: 'Потеряна', en: 'Lost' },
  stolen: { tone: 'error', ru: 'Украдена', en: 'Stolen' },
  damaged: { tone: 'error', ru: 'Испорчена', en: 'Damaged' },
  replaced: { tone: 'neutral', ru: 'Заменена', en: 'Replaced' },
  revoked: { tone: 'error', ru: 'Отозвана', en: 'Revoked' },
  closed: { tone: 'neutral', ru: 'Закрыта', en: 'Closed' },
};

const expired = { tone: 'warn', ru: 'Срок истёк', en: 'Expired' } as const;

/** The badge of a card. A live card whose holder has left everywhere is shown as what it is good for: nothing. */
export function stateBadge(
  locale: Locale,
  card: { readonly state: CardState; readonly expired: boolean },
): { tone: Tone; label: string } {
  const words = card.state === 'active' && card.expired ? expired : states[card.state];
  return { tone: words.tone, label: words[locale] };
}

/** Reasons that this service writes itself; another one was given by a program and is shown as it came. */
const reasons: Readonly<Record<string, { ru: string; en: string }>> = {
  lost: { ru: 'потеря', en: 'loss' },
  lost_by_holder: { ru: 'о потере сообщил читатель', en: 'the reader reported the loss' },
  found_by_holder: { ru: 'нашлась у читателя', en: 'the reader found it' },
  revoked_by_two: { ru: 'решили два библиотекаря', en: 'two librarians decided' },
  affiliation_ended: { ru: 'учёба и работа закончились', en: 'study and work ended' },
  ended: { ru: 'срок вышел', en: 'its time was up' },
  erased: { ru: 'данные читателя удалены', en: 'the reader’s data were erased' },
  mistake: { ru: 'ошибка', en: 'a mistake' },
  undone: { ru: 'отмена', en: 'undone' },
  found: { ru: 'нашлась', en: 'found again' },
  reported_lost: { ru: 'потеря', en: 'loss' },
  reported_stolen: { ru: 'кража', en: 'theft' },
  reported_damaged: { ru: 'порча', en: 'damage' },
  replaced: { ru: 'выдана новая карта', en: 'a new card was issued' },
};

const issued = { ru: 'Выдана', en: 'Issued' } as const;

/** One line of a card's history: `Приостановлена: потеря`. */
export function eventName(locale: Locale, event: Pick<CardEvent, 'from' | 'to' | 'reason'>): string {
  const what = event.from === 'new' && event.to === 'active' ? issued[locale] : states[event.to][locale];
  if (event.reason === null) return what;
  const reason = Object.hasOwn(reasons, event.reason) ? reasons[event.reason]![locale] : event.reason;
  return `${what}: ${reason}`;
}
