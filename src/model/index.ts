export { canonicalCell, cellId, cellRelations, isCellType } from './cell-ids.ts';
export type { CellType } from './cell-ids.ts';
export { changeableTypes, purchaseKinds, subscriptionActions } from './change-set.ts';
export type {
  AdvanceStep,
  AssignLicenseStep,
  ChangeableType,
  ChangeSet,
  ChangeStep,
  CreateStep,
  DeleteStep,
  LicensingStep,
  MembersStep,
  PurchaseKind,
  ReprocessStep,
  RestoreStep,
  SeatsChange,
  SeatsStep,
  SubscriptionAction,
  UpdateStep,
  WantedLicense,
  WantedProperties,
} from './change-set.ts';
export { applyMutations } from './apply-mutations.ts';
export type { Claim, ClaimGrade } from './claims/claim.ts';
export { licensingClaims } from './claims/licensing.ts';
export { ruleClaims } from './claims/rules.ts';
export { tenantClaims } from './claims/tenant.ts';
export { chunkShift, Column, ColumnDraft } from './column.ts';
export { Dictionary, firstValueCode, notKnownCode, nullCode } from './dictionary.ts';
export { isDynamicHolder } from './dynamic-membership.ts';
export { createRowsHasher, fingerprintOf, keepRowsHash, knownRowsHash } from './fingerprint.ts';
export type { GraphError, GraphErrorDetail } from './graph-error.ts';
export { emptyLinks, linkedRows, relationHolders, relationNames, withLinkedRows } from './links.ts';
export type { LinkSet, RelationName } from './links.ts';
export type { CausedMutation, Mutation } from './mutation.ts';
export { ObjectIds } from './object-ids.ts';
export { collectionNames, objectTypes } from './object-type.ts';
export type { ObjectType } from './object-type.ts';
export { additionalDataName, columnDefinition, objectAt, Population, PopulationDraft } from './population.ts';
export { hashOfPopulation } from './population-hash.ts';
export { findProperty, isDirectoryExtension, propertyCatalogue } from './property-catalogue.ts';
export type { PropertyDefinition, PropertyType } from './property-definition.ts';
export { decodeValue, encodeValue } from './property-value.ts';
export type { MaybeKnown, PropertyValue } from './property-value.ts';
export { changedSemantics, defaultSemantics, semanticsOptionNames, semanticsOptions } from './semantics.ts';
export type { Semantics, SemanticsOption, SemanticsOptionName } from './semantics.ts';
export { createTenant, linksOf, TenantDraft } from './tenant.ts';
export type { Relation, Tenant } from './tenant.ts';
