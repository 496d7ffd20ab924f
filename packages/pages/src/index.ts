export { assetsFolder, islands, preactAssets, styleSheets } from './assets.ts';
export { Alert, type AlertProps } from './components/alert.ts';
export {
  Actions,
  Button,
  type ButtonProps,
  type ButtonTone,
  LinkButton,
  type LinkButtonProps,
} from './components/button.ts';
export { Card, type CardProps } from './components/card.ts';
export { CardNumber, Code, groupCardNumber } from './components/card-number.ts';
export { CheckboxField, type CheckboxFieldProps } from './components/checkbox-field.ts';
export { ChoiceList, type ChoiceListProps } from './components/choice-list.ts';
export { DescriptionList, type DescriptionListProps } from './components/description-list.ts';
export { EmptyState, type EmptyStateProps } from './components/empty-state.ts';
export { ErrorSummary, type ErrorSummaryProps } from './components/error-summary.ts';
export { Field, type FieldProps } from './components/field.ts';
export { fieldId } from './components/field-frame.ts';
export { Form, type FormProps } from './components/form.ts';
export { Icon, type IconName } from './components/icon.ts';
export { KioskPrompt, KioskVerdict, type KioskVerdictProps } from './components/kiosk-verdict.ts';
export { LanguageSwitch, type LanguageSwitchProps } from './components/language-switch.ts';
export { Columns, Disclosure, Stack } from './components/layout.ts';
export { LibraryCard, type LibraryCardProps } from './components/library-card.ts';
export { PageHeader, type PageHeaderProps } from './components/page-header.ts';
export { Pagination, type PaginationProps } from './components/pagination.ts';
export { PasskeyForm, type PasskeyFormProps } from './components/passkey-form.ts';
export { PasswordField, type PasswordFieldProps } from './components/password-field.ts';
export { ProgressBar, type ProgressBarProps } from './components/progress-bar.ts';
export { RadioField, type RadioFieldProps } from './components/radio-field.ts';
export { ScanField, type ScanFieldProps } from './components/scan-field.ts';
export { SelectField, type SelectFieldProps } from './components/select-field.ts';
export { Stat, type StatProps, Stats } from './components/stat.ts';
export { StatusBadge } from './components/status-badge.ts';
export { Steps, type StepsProps } from './components/steps.ts';
export { Table, type TableColumn, type TableProps } from './components/table.ts';
export { TextAreaField, type TextAreaFieldProps } from './components/text-area-field.ts';
export { Timeline, type TimelineProps, type TimelineSpan } from './components/timeline.ts';
export type { Tone } from './components/tone.ts';
export type { Page } from './document/page.ts';
export { renderDocument } from './document/render-document.ts';
export { type ErrorPage, renderErrorPage } from './document/render-error-page.ts';
export { type Children, type Html, html } from './html.ts';
export { commonWords } from './language/common-words.ts';
export { type Catalogue, defineCatalogue } from './language/define-catalogue.ts';
export { type ErrorTexts, errorTexts } from './language/error-texts.ts';
export { formatDate, formatDateTime, formatDay, formatNumber } from './language/format.ts';
export {
  isLocale,
  type Locale,
  localeCookie,
  localeCookieMaxAgeSeconds,
  localeNames,
  localeQuery,
  locales,
} from './language/locale.ts';
export { type LocaleHints, pickLocale } from './language/pick-locale.ts';
export { type PluralForms, plural } from './language/plural.ts';
