import { defineCatalogue } from '@onecampus/pages';

/** What the page about the OpenID Federation says. */
export const federationWords = defineCatalogue({
  ru: {
    title: 'Федерация',
    lead: 'За кого консорциум ручается. Приложение, у которого есть цепочка доверия к нам, впускает людей без отдельной регистрации.',
    propose: 'Предложить участника',
    entity: 'Адрес участника',
    entityHint: 'Например, https://moodle.tpu.ru — там лежит его описание (entity configuration)',
    unreachable: 'По этому адресу нет действительного описания участника.',
    kind: 'Кто это',
    openid_relying_party: 'приложение (LMS, библиотека)',
    openid_provider: 'провайдер входа',
    federation_entity: 'посредник: сам ручается за других',
    thumbprints: 'Отпечатки ключей',
    compare: 'Сверьте отпечатки с теми, что назвал владелец по телефону или лично, и только потом принимайте.',
    admitted: 'принят',
    waits: 'ждёт второго ответственного',
    admit: 'Принять',
    withdraw: 'Исключить',
  },
  en: {
    title: 'Federation',
    lead: 'For whom the consortium vouches. An application with a chain of trust to us lets people in without a registration of its own.',
    propose: 'Propose an entity',
    entity: 'Address of the entity',
    entityHint: 'For example https://moodle.tpu.ru, where its entity configuration lies',
    unreachable: 'There is no valid entity configuration at this address.',
    kind: 'What it is',
    openid_relying_party: 'an application (LMS, library)',
    openid_provider: 'a provider of sign-in',
    federation_entity: 'an intermediate that vouches for others',
    thumbprints: 'Thumbprints of its keys',
    compare:
      'Compare the thumbprints with those that its owner tells you by telephone or in person before you admit it.',
    admitted: 'admitted',
    waits: 'waits for a second officer',
    admit: 'Admit',
    withdraw: 'Withdraw',
  },
});
