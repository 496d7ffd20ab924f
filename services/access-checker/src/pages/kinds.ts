import type { Locale } from '@onecampus/pages';

const kinds: Readonly<Record<string, { readonly ru: string; readonly en: string }>> = {
  library: { ru: 'библиотека', en: 'library' },
  sports: { ru: 'спорт', en: 'sports' },
  dormitory: { ru: 'общежитие', en: 'dormitory' },
  laboratory: { ru: 'лаборатория', en: 'laboratory' },
};

/** The kind of a zone in words; a university's own word stays as it is. */
export function kindName(kind: string, locale: Locale): string {
  return Object.hasOwn(kinds, kind) ? kinds[kind]![locale] : kind;
}
