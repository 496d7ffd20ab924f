export { type Actor, type AuditEntry, auditInsert, recordAudit } from './audit/record-audit.ts';
export { findCheckpoint, findLastCheckpoint, readCheckpoints } from './audit-chain/chain-checkpoints.ts';
export { findHead, readLinks } from './audit-chain/chain-links.ts';
export { type ChainState, chainState } from './audit-chain/chain-state.ts';
export {
  findLastWitness,
  findWitnessKey,
  insertWitness,
  insertWitnessKey,
  listWitnessKeys,
  readWitnesses,
  type WitnessKey,
} from './audit-chain/chain-witnesses.ts';
export { continues } from './audit-chain/continues.ts';
export { type ExportOrder, exportChain } from './audit-chain/export-chain.ts';
export { findChain, type NamedChain } from './audit-chain/find-chain.ts';
export { type Linked, linkEntries } from './audit-chain/link-entries.ts';
export { listChains } from './audit-chain/list-chains.ts';
export { type CheckpointRule, signCheckpointIfDue } from './audit-chain/sign-checkpoint-if-due.ts';
export { withinChain } from './audit-chain/within-chain.ts';
export { acrossUniversities } from './boundary/across-universities.ts';
export { firstWithin } from './boundary/first-within.ts';
export { withinUniversity } from './boundary/within-university.ts';
export { type Card, type CardKind, type CardState, cardKinds, cardStates } from './cards/card.ts';
export { brokenAt, type ChainedCardEvent, readCardHistory } from './cards/card-history.ts';
export { type CardReason, cardReasons } from './cards/card-reason.ts';
export {
  affiliationsByRank,
  type CardKey,
  type CardStanding,
  findCardStanding,
  reasonForUse,
  type StandingQuestion,
} from './cards/card-standing.ts';
export { changeCardState } from './cards/change-card-state.ts';
export {
  findHolderOfOldBarcode,
  insertBarcodeCredential,
  insertOldBarcode,
  killCredentials,
} from './cards/credentials.ts';
export { listCardsOfTheGone, listPassedCards } from './cards/ended-cards.ts';
export { findBirthYear } from './cards/find-birth-year.ts';
export { findCardById, findCardByNumber, listCardsOfPerson } from './cards/find-card.ts';
export { insertCard, type NewCard } from './cards/insert-card.ts';
export { type CardEvent, listCardEventsOfPerson } from './cards/list-card-events.ts';
export {
  type BlockKind,
  type BlockPlace,
  type BlockScope,
  blockKinds,
  blockScopes,
  holdsAt,
  type PatronBlock,
} from './cards/patron-block.ts';
export {
  destroyBlocksOfErased,
  findBlockHolder,
  insertBlock,
  type ListedBlock,
  listBlocksOfPerson,
  type NewBlock,
  readBlockNotes,
  releaseBlock,
} from './cards/patron-blocks.ts';
export { type CardFacts, reasonOfBlocks, reasonOfCard } from './cards/reason-of-card.ts';
export { type ReasonText, reasonText } from './cards/reason-texts.ts';
export {
  decideRevocation,
  insertRevocation,
  isRevocationAsked,
  listOpenRevocations,
  lockRevocation,
  type Revocation,
  type RevocationDecision,
} from './cards/revocations.ts';
export { type ListedDisclosure, listDisclosures } from './disclosures/list-disclosures.ts';
export { listServicesTold, type ServiceTold } from './disclosures/list-services-told.ts';
export { type Disclosure, recordDisclosures } from './disclosures/record-disclosures.ts';
export {
  type Agreement,
  findAgreement,
  insertAgreement,
  insertParties,
  listAgreements,
  setAgreementEnd,
} from './entitlements/agreements.ts';
export type { Entitlement, EntitlementGrant, EntitlementHolder } from './entitlements/entitlement.ts';
export { dropFutureGrant, endGrant, insertGrant, listGrants } from './entitlements/grants.ts';
export { type EffectiveEntitlement, listEffectiveEntitlements } from './entitlements/list-effective-entitlements.ts';
export { listEntitlements, saveEntitlement } from './entitlements/save-entitlement.ts';
export { eraseRecords } from './erasure/erase-records.ts';
export type { Destroyed, ErasedRecord, Erasure } from './erasure/erased-record.ts';
export type { NamedIdentifier } from './erasure/tombstone-mark.ts';
export { refuseTombstoned, type Tombstones, tombstonesOf } from './erasure/tombstones-of.ts';
export type { Change, ChangeTopic, FeedPosition } from './feed/change.ts';
export { type FeedFollower, type FollowFeedOptions, followFeed } from './feed/follow-feed.ts';
export { currentFeedPosition, readChanges } from './feed/read-changes.ts';
export { type NewChange, recordChange } from './feed/record-change.ts';
export { type FeedWaker, feedWaker, onFeedWake } from './feed/wake.ts';
export { deleteGroup, renameGroup, touchGroup } from './groups/change-group.ts';
export { addMembers, dropFutureMemberships, endMemberships } from './groups/change-members.ts';
export type { Group } from './groups/group.ts';
export { insertGroup } from './groups/insert-group.ts';
export { findGroup, listGroups } from './groups/list-groups.ts';
export { type GroupMember, type GroupOfPerson, listGroupsOfPerson, listMembers } from './groups/list-members.ts';
export { closeUniversity } from './leaving/close-university.ts';
export { exportUniversity, universityExportFormat } from './leaving/export-university.ts';
export { claimDue, countDue } from './matching/claim-due.ts';
export { loadRecords, loadRecordsOfPeople, type MatchableRecord } from './matching/due-record.ts';
export { findCandidates } from './matching/find-candidates.ts';
export { finishDue, postponeDue } from './matching/finish-due.ts';
export { loadFrequencies } from './matching/load-frequencies.ts';
export { lookUpByKey } from './matching/look-up-by-key.ts';
export type { MatchAnswer, MatchRequest, NewMatchRequest } from './matching/match-request.ts';
export {
  closeAnsweredRequests,
  closeRequest,
  findRequest,
  listOpenRequests,
  listOpenRequestsOfRecords,
  lockRequest,
  openRequest,
  sayOfRequest,
} from './matching/match-requests.ts';
export { insertNeverMatch, listNeverMatches } from './matching/never-matches.ts';
export { saveKeys, saveTerms } from './matching/save-keys.ts';
export { findCanonicalPersonId } from './merging/find-canonical.ts';
export { lockMerges, mergeLock } from './merging/lock-merges.ts';
export type { Merged, MergeMethod, MergeOrder } from './merging/merge-event.ts';
export { findMergeEvent, listLiveMerges, type MergeEvent } from './merging/merge-events.ts';
export { mergePeople } from './merging/merge-people.ts';
export { listMergedInto } from './merging/people-of-merge.ts';
export { splitPeople } from './merging/split-people.ts';
export { type Affiliation, type StoredAffiliation, storedAffiliations, withMember } from './people/affiliation.ts';
export { europeanStudentIdentifier, isEuropeanStudentIdentifier } from './people/european-student-identifier.ts';
export { type AccountHolder, accountHolders, findAccountHolders } from './people/find-account-holder.ts';
export { findOwnEmail } from './people/find-email.ts';
export {
  type FoundPerson,
  findPeopleByIdentifier,
  type IdentifierScheme,
  normalIdentifier,
} from './people/find-person-by-identifier.ts';
export { findPersonIdByReference, peopleChannel, personIdOfReference } from './people/find-person-by-reference.ts';
export { findProfile } from './people/find-profile.ts';
export { type Belief, listBeliefs, listBeliefsAsKnown } from './people/list-beliefs.ts';
export { listOrcids, listPersonalUniqueCodes, type PersonalUniqueCode } from './people/list-personal-unique-codes.ts';
export { listPrincipalNames, type PrincipalName } from './people/list-principal-names.ts';
export { orcidCheckDigit, orcidOf } from './people/orcid.ts';
export { type EffectiveAffiliation, fullName, type PersonProfile } from './people/profile.ts';
export { type SaidWindow, type Window, windowOf } from './people/window.ts';
export { keepVersions } from './record-history/keep-versions.ts';
export { readVersions, readVersionsOf } from './record-history/read-versions.ts';
export type { RecordChange, RecordValues, RecordVersion } from './record-history/record-version.ts';
export { announceRecord } from './records/announce-record.ts';
export { changeRecord } from './records/change-record.ts';
export { dueForMatching } from './records/due-for-matching.ts';
export { findNamesake } from './records/find-namesake.ts';
export { giveIdentifiers, type IdentifierOwner } from './records/give-identifiers.ts';
export { insertRecord } from './records/insert-record.ts';
export { lockRecord } from './records/lock-record.ts';
export type { RecordStatement, SourceRecord } from './records/source-record.ts';
export { takePerson } from './records/take-person.ts';
export { grantRole } from './roles/grant-role.ts';
export { listRolesOfPerson } from './roles/list-roles-of-person.ts';
export { revokeRole } from './roles/revoke-role.ts';
export { type GrantedRole, type StaffRole, staffRoles } from './roles/staff-role.ts';
export { compareRoll } from './rolls/compare-roll.ts';
export { findClashes, holdBack, listWantedIdentifiers } from './rolls/find-clashes.ts';
export { findErased } from './rolls/find-erased.ts';
export { holdAbsent, holdPresent } from './rolls/hold-absent.ts';
export { linkRecords } from './rolls/link-records.ts';
export { openRoll } from './rolls/open-roll.ts';
export { type AppliedRun, openRollback } from './rolls/open-rollback.ts';
export {
  type ChangedField,
  listRollLines,
  type PreviewWindow,
  previewRoll,
  type RollPreviewLine,
} from './rolls/preview-roll.ts';
export { previewRollback, type RollbackLine } from './rolls/preview-rollback.ts';
export { resolveWindows } from './rolls/resolve-windows.ts';
export type { Roll, RollClash, RollDifference } from './rolls/roll.ts';
export { type KeptReason, type RollbackCounts, weighRollback } from './rolls/weigh-rollback.ts';
export { writeRoll } from './rolls/write-roll.ts';
export { writeRollback } from './rolls/write-rollback.ts';
export type { SearchPosition } from './search/find-words.ts';
export { indexDueNames } from './search/index-due-names.ts';
export type { ListedPerson } from './search/list-people-of-records.ts';
export { type PeoplePage, searchPeople } from './search/search-people.ts';
export { findUniversity } from './universities/find-university.ts';
export { listUniversities, universitiesChannel } from './universities/list-universities.ts';
export { saveUniversity } from './universities/save-university.ts';
export type { University } from './universities/university.ts';
