import {
  err,
  isGuid,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ok,
  type Result,
  type SourceText,
  type Span,
} from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, type DiagnosticCode, didYouMean } from '../../diagnostics/index.ts';
import { labelOf, readTenant, resolveName, rowsWithText } from '../../directory/index.ts';
import { type LicenseCatalogue, licensedGroups, policyOf } from '../../licensing/index.ts';
import { findProperty, propertyCatalogue, type Semantics, type Tenant } from '../../model/index.ts';
import { type CheckedRule, checkRule } from '../../rules/index.ts';
import { placeAt } from '../report/index.ts';
import type { Claim, PolicyProperty, PropertyScope, Selection, Statement } from './policy-property.ts';

/** A property as a file has it: its shape is checked, what it names is not looked up yet. */
export interface WrittenProperty {
  readonly name: string;
  readonly tags: readonly string[];
  readonly skip?: string;
  readonly scopes?: readonly PropertyScope[];
  /** The key of its claim, and what stands there. */
  readonly kind: string;
  readonly value: JsonValue;
  readonly source: SourceText;
  /** Of its name. */
  readonly span: Span;
  /** Of a part of the claim. */
  spanAt(path: readonly (string | number)[]): Span;
}

/** What the names of a property are looked up in. */
export interface ResolveDeps {
  readonly tenant: Tenant;
  readonly catalogue: LicenseCatalogue;
  readonly semantics: Semantics;
}

/** Looks up what a property names: groups, licenses, attributes and rules. Returns all faults, each with its place. */
export function resolveProperty(
  written: WrittenProperty,
  deps: ResolveDeps,
): Result<PolicyProperty, readonly Diagnostic[]> {
  const faults: Diagnostic[] = [];
  const claim = readClaim(written, { ...deps, written, faults });
  if (claim === undefined || faults.length > 0) return err(faults);
  const { name, tags, skip, kind, value, source, span } = written;
  return ok({
    name,
    tags,
    ...(skip === undefined ? {} : { skip }),
    scopes: written.scopes ?? usualScopes(claim),
    claim,
    source: { [kind]: value },
    place: placeAt(source, span),
  });
}

/** Seats are a matter of how many people there are, which a generated tenant says nothing about. */
function usualScopes(claim: Claim): readonly PropertyScope[] {
  return claim.kind === 'seats' ? ['present'] : ['present', 'near', 'changes'];
}

interface Reader extends ResolveDeps {
  readonly written: WrittenProperty;
  readonly faults: Diagnostic[];
}

type Path = readonly (string | number)[];

function readClaim(written: WrittenProperty, reader: Reader): Claim | undefined {
  const { value } = written;
  const table: JsonObject = isJsonObject(value) ? value : {};
  switch (written.kind) {
    case 'always':
    case 'never': {
      const who = readRule(reader, table['who'], ['who']);
      const has = readStatement(reader, table['has']);
      checkObjects(reader, who, has);
      return { kind: written.kind, ...(who === undefined ? {} : { who }), has };
    }
    case 'disjoint':
      return { kind: 'disjoint', groups: textsOf(value).map((name, index) => readGroup(reader, name, [index])) };
    case 'implies':
      return {
        kind: 'implies',
        from: readGroup(reader, textOf(table['memberOf']), ['memberOf']),
        to: readGroup(reader, textOf(table['alsoOf']), ['alsoOf']),
      };
    case 'seatsNeverExceeded':
      return { kind: 'seats', skus: value === true ? 'any' : readSkus(reader, value, []) };
    case 'stable': {
      const attributes = textsOf(table['changing']);
      attributes.forEach((name) => checkAttribute(reader, name, ['changing']));
      return { kind: 'stable', attributes, ...readPlaces(reader, table) };
    }
    case 'monotone': {
      const attribute = textOf(table['growing']);
      checkAttribute(reader, attribute, ['growing']);
      return { kind: 'monotone', attribute, ...readPlaces(reader, table) };
    }
    default:
      return undefined;
  }
}

function readPlaces(reader: Reader, table: JsonObject): { readonly groups: Selection; readonly licenses: boolean } {
  const groups = readGroups(reader, table['groups'] ?? 'any', ['groups']);
  // Where groups are named, licenses count only when the file says so.
  const licenses = table['licenses'] ?? groups === 'any';
  return { groups, licenses: licenses === true };
}

function readStatement(reader: Reader, value: JsonValue | undefined): Statement {
  const table: JsonObject = isJsonObject(value) ? value : {};
  if (Object.keys(table).length === 0) {
    add(reader, 'property/empty-statement', ['has'], 'has must say something: license, licenseError, member or rule.');
  }
  const { member, license, licenseError } = table;
  const rule = readRule(reader, table['rule'], ['has', 'rule']);
  return {
    ...(member === undefined ? {} : { memberOf: readGroups(reader, member, ['has', 'member']) }),
    ...(license === undefined ? {} : { license: readSkus(reader, license, ['has', 'license']) }),
    ...(licenseError === undefined ? {} : { licenseError: readSkus(reader, licenseError, ['has', 'licenseError']) }),
    ...(rule === undefined ? {} : { rule }),
  };
}

function checkObjects(reader: Reader, who: CheckedRule | undefined, has: Statement): void {
  const isAboutUsers = has.license !== undefined || has.licenseError !== undefined;
  const objects = new Set([who?.object, has.rule?.object, isAboutUsers ? 'user' : undefined].filter(Boolean));
  if (objects.size > 1) {
    add(reader, 'property/rule', ['who'], 'A property is about users or about devices; only users have licenses.');
  }
}

function readRule(reader: Reader, value: JsonValue | undefined, path: Path): CheckedRule | undefined {
  if (typeof value !== 'string') return undefined;
  const checked = checkRule(value, { semantics: reader.semantics });
  if (checked.ok) return checked.rule;
  const [first] = checked.errors;
  const at = first?.span === undefined ? '' : ` (at ${JSON.stringify(value.slice(first.span.start, first.span.end))})`;
  add(reader, 'property/rule', path, `This is no rule: ${first?.message ?? 'it is refused.'}${at}`, first?.hint);
  return undefined;
}

function readGroups(reader: Reader, value: JsonValue, path: Path): Selection {
  if (value === 'any') return 'any';
  return textsOf(value).map((name, index) => readGroup(reader, name, Array.isArray(value) ? [...path, index] : path));
}

function readGroup(reader: Reader, name: string, path: Path): string {
  const { group } = reader.tenant.populations;
  const found = resolveName(readTenant(reader.tenant), ['group'], name);
  if (found.ok) return group.idAt(found.value.row);
  const { code, detail, hint } = found.error;
  if (code === 'changes/ambiguous-name') {
    add(reader, 'property/ambiguous-name', path, detail ?? `"${name}" names several groups.`, hint);
    return name;
  }
  const names = Array.from({ length: group.size }, (_, row) => labelOf(group, row));
  add(reader, 'property/unknown-name', path, `The tenant has no group "${name}".`, didYouMean(name, names));
  return name;
}

function readSkus(reader: Reader, value: JsonValue, path: Path): Selection {
  if (value === 'any') return 'any';
  return textsOf(value).map((name, index) => readSku(reader, name, Array.isArray(value) ? [...path, index] : path));
}

function readSku(reader: Reader, name: string, path: Path): string {
  const { tenant, catalogue } = reader;
  const found = catalogue.resolveSku(name);
  if (found.ok) return found.value.skuId;
  const { subscription } = tenant.populations;
  const row = rowsWithText(subscription, 'skuPartNumber', name)[0];
  const skuId = row === undefined ? undefined : subscription.textAt(row, 'skuId');
  if (skuId !== undefined) return skuId.toLowerCase();
  if (isGuid(name)) return name.toLowerCase();
  const near = didYouMean(name, skuNames(tenant, catalogue));
  const message =
    found.error.kind === 'ambiguous' ? `"${name}" names several licenses.` : `There is no license "${name}".`;
  const code = found.error.kind === 'ambiguous' ? 'property/ambiguous-name' : 'property/unknown-name';
  add(reader, code, path, message, near);
  return name;
}

/** Names of the SKUs that the tenant bought or gives. */
function skuNames(tenant: Tenant, catalogue: LicenseCatalogue): readonly string[] {
  const { subscription } = tenant.populations;
  const bought = Array.from(
    { length: subscription.size },
    (_, row) => subscription.textAt(row, 'skuPartNumber') ?? [],
  ).flat();
  const given = licensedGroups(tenant).flatMap((row) =>
    policyOf(tenant, row).map(({ skuId }) => catalogue.skuName(skuId)),
  );
  return [...new Set([...bought, ...given])];
}

function checkAttribute(reader: Reader, name: string, path: Path): void {
  const definition = findProperty('user', name) ?? findProperty('device', name);
  if (definition !== undefined && definition.isReadOnly !== true && definition.isCreateOnly !== true) return;
  const names = propertyCatalogue.user.filter(({ isReadOnly }) => isReadOnly !== true).map((entry) => entry.name);
  const message = definition === undefined ? `There is no property "${name}".` : `Nobody can change "${name}".`;
  add(
    reader,
    'property/unknown-attribute',
    path,
    message,
    definition === undefined ? didYouMean(name, names) : undefined,
  );
}

function add({ written, faults }: Reader, code: DiagnosticCode, path: Path, message: string, hint?: string): void {
  const span = written.spanAt(path);
  faults.push(
    createDiagnostic(code, { message, source: written.source, span, ...(hint === undefined ? {} : { hint }) }),
  );
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((entry: JsonValue) => typeof entry === 'string') : [];
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
