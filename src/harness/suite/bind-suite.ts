import { equalsOrdinalIgnoreCase, err, ok, type Result, type SourceText } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, didYouMean } from '../../diagnostics/index.ts';
import { readHolderRule, readTenant, resolveName } from '../../directory/index.ts';
import type { ObjectType, Semantics, Tenant } from '../../model/index.ts';
import { findProtected, type Guardrails } from '../../plan/index.ts';
import { checkRule } from '../../rules/index.ts';
import type { Holder } from '../../simulation/index.ts';
import { type FixtureTenant, unknownName } from './apply-fixtures.ts';
import type { Expectation, Named } from './expectation.ts';
import { memberTypes, type MemberType, type Scene } from './scene.ts';
import type { Suite, SuiteCase } from './suite.ts';

/** An object that a name means. */
export interface BoundObject {
  readonly type: MemberType;
  readonly row: number;
}

/** A case whose names are known. */
export interface BoundCase {
  readonly suiteCase: SuiteCase;
  readonly person?: BoundObject;
  readonly holder?: Holder;
  /** By name as written: the objects that expectations about members name. */
  readonly members: ReadonlyMap<string, BoundObject>;
  /** By name as written: ids of those who are expected to be moved by the plan. */
  readonly movedIds: ReadonlyMap<string, string>;
  /** What the plan must leave alone; short keys of the suite are ids. */
  readonly unchanged: Guardrails;
  /** By name as written, ids in lower case. */
  readonly skus: ReadonlyMap<string, string>;
  readonly plans: ReadonlyMap<string, string>;
}

type NameFault = Parameters<typeof unknownName>[0];

const holderTypes: readonly ObjectType[] = ['group', 'administrativeUnit'];

/** Finds what the names in cases mean; asks for each name once. */
export interface Binder {
  /** `before` is the scene that the case's plan starts from; the same one without a plan. */
  bind(suiteCase: SuiteCase, scene: Scene, before: Scene): BoundCase;
  readonly faults: readonly Diagnostic[];
}

/** Finds what a name means in a tenant; local names come first. */
type Lookup = (
  tenant: Tenant,
  types: readonly ObjectType[],
  text: string,
  isHolder: boolean,
) => Result<BoundObject, NameFault>;

/** A lookup that looks for each name once in each tenant. O(objects) for each. */
function createLookup(fixtures: FixtureTenant): Lookup {
  const found = new Map<string, Result<BoundObject, NameFault>>();
  const look = (
    tenant: Tenant,
    types: readonly ObjectType[],
    text: string,
    isHolder: boolean,
  ): Result<BoundObject, NameFault> => {
    const local = isHolder ? fixtures.groups.get(text) : fixtures.people.get(text);
    if (local !== undefined) return ok({ type: isHolder ? 'group' : 'user', row: local });
    const result = resolveName(readTenant(tenant), types, text);
    if (result.ok) return ok({ type: result.value.type as MemberType, row: result.value.row });
    const locals = [...(isHolder ? fixtures.groups : fixtures.people).keys()];
    const hint = result.error.hint ?? didYouMean(text, locals);
    return err({ ...result.error, ...(hint === undefined ? {} : { hint }) });
  };
  const keyOf = new WeakMap<Tenant, number>();
  let tenants = 0;
  return (
    tenant: Tenant,
    types: readonly ObjectType[],
    text: string,
    isHolder: boolean,
  ): Result<BoundObject, NameFault> => {
    const number = keyOf.get(tenant) ?? ++tenants;
    keyOf.set(tenant, number);
    const key = `${number} ${types.join()} ${text}`;
    const known = found.get(key) ?? look(tenant, types, text, isHolder);
    found.set(key, known);
    return known;
  };
}

/** Makes a binder for the cases of one suite. Local names come first. O(objects) for each name. */
export function createBinder(suite: Suite, fixtures: FixtureTenant): Binder {
  const faults: Diagnostic[] = [];
  const { source } = suite;
  const report = (fault: Diagnostic): void => void faults.push(fault);
  const lookOnce = createLookup(fixtures);
  const object = (
    tenant: Tenant,
    types: readonly ObjectType[],
    named: Named,
    isHolder: boolean,
  ): BoundObject | undefined => {
    const result = lookOnce(tenant, types, named.text, isHolder);
    if (result.ok) return result.value;
    report(unknownName(result.error, source, named.span));
    return undefined;
  };
  /** Whoever a plan creates or renames has the name after it; whoever it deletes had it before. */
  const moved = (after: Tenant, before: Tenant, named: Named): string | undefined => {
    const now = lookOnce(after, memberTypes, named.text, false);
    const then = now.ok ? now : lookOnce(before, memberTypes, named.text, false);
    if (!then.ok) report(unknownName(then.error, source, named.span));
    return then.ok ? (now.ok ? after : before).populations[then.value.type].idAt(then.value.row) : undefined;
  };
  return {
    faults,
    bind: (suiteCase, scene, before) => {
      const { tenant } = scene.settled;
      const { person, group, expectations } = suiteCase;
      const boundPerson = person === undefined ? undefined : object(tenant, memberTypes, person, false);
      const boundGroup = group === undefined ? undefined : object(tenant, holderTypes, group, true);
      const names = expectations.flatMap((one) => (one.kind === 'members' ? one.names : []));
      const members = new Map(names.map((named) => [named.text, object(tenant, memberTypes, named, false)]));
      const movedNames = expectations.flatMap((one) => (one.kind === 'movedPeople' ? one.names : []));
      const movedIds = movedNames.map((named) => [named.text, moved(tenant, before.settled.tenant, named)] as const);
      const licenses = bindLicenses(expectations, scene, source, report);
      for (const one of expectations) if (one.kind === 'rule') checkRuleOf(one, scene.deps.semantics, source, report);
      return {
        suiteCase,
        ...(boundPerson === undefined ? {} : { person: boundPerson }),
        ...(boundGroup === undefined ? {} : { holder: toHolder(boundGroup) }),
        movedIds: new Map(movedIds.flatMap(([name, id]) => (id === undefined ? [] : [[name, id]]))),
        members: new Map([...members].flatMap(([name, bound]) => (bound === undefined ? [] : [[name, bound]]))),
        unchanged: bindUnchanged(expectations, fixtures, scene, source, report),
        ...licenses,
      };
    },
  };
}

/** Guardrails for what must stay as it is. A name or pattern that fits nobody, before the plan or after it, is a fault. */
function bindUnchanged(
  expectations: readonly Expectation[],
  { tenant: { populations }, people, groups }: FixtureTenant,
  { played }: Scene,
  source: SourceText,
  report: (fault: Diagnostic) => void,
): Guardrails {
  const bind = (
    type: 'user' | 'group',
    names: readonly Named[],
    keys: ReadonlyMap<string, number>,
  ): readonly string[] => {
    const patterns = names.map(({ text }) => {
      const local = keys.get(text);
      return local === undefined ? text : populations[type].idAt(local);
    });
    const unused = new Set(played === undefined ? [] : findProtected(played.outcome, type, patterns).unused);
    names.forEach(({ text, span }, index) => {
      if (!unused.has(patterns[index] ?? text)) return;
      const message = `No ${type} is called ${JSON.stringify(text)}, before the plan or after it.`;
      const hint = 'A * stands for any text. Without one it is an id or a whole name.';
      report(createDiagnostic('suite/unknown-name', { message, source, span, hint }));
    });
    return patterns;
  };
  const found = expectations.filter((one) => one.kind === 'unchanged');
  return {
    protectedUsers: found.flatMap((one) => bind('user', one.people, people)),
    protectedGroups: found.flatMap((one) => bind('group', one.groups, groups)),
  };
}

function toHolder({ type, row }: { readonly type: string; readonly row: number }): Holder {
  return { type: type === 'administrativeUnit' ? 'administrativeUnit' : 'group', row };
}

function bindLicenses(
  expectations: readonly Expectation[],
  { deps: { licenses } }: Scene,
  source: SourceText,
  report: (fault: Diagnostic) => void,
): Pick<BoundCase, 'skus' | 'plans'> {
  const [skus, plans] = [new Map<string, string>(), new Map<string, string>()];
  const fail = ({ text, span }: Named, what: string, candidates: Iterable<string>): void => {
    const hint = didYouMean(text, candidates);
    const message = `The license catalogue has no ${what} "${text}".`;
    report(createDiagnostic('suite/unknown-name', { message, source, span, ...(hint === undefined ? {} : { hint }) }));
  };
  for (const one of expectations) {
    const named = one.kind === 'skus' ? one.names : one.kind === 'seats' ? [one.sku] : [];
    for (const name of named) {
      const sku = licenses.catalogue.resolveSku(name.text);
      if (sku.ok) skus.set(name.text, sku.value.skuId);
      else
        fail(
          name,
          'SKU',
          licenses.catalogue.data.skus.map(({ skuPartNumber }) => skuPartNumber),
        );
    }
    if (one.kind !== 'servicePlans') continue;
    for (const name of one.names) {
      const plan = licenses.catalogue.resolvePlan(name.text);
      if (plan.ok) plans.set(name.text, plan.value.servicePlanId);
      else
        fail(
          name,
          'service plan',
          licenses.catalogue.data.servicePlans.map((entry) => entry.servicePlanName),
        );
    }
  }
  return { skus, plans };
}

function checkRuleOf(
  { rule, span }: Extract<Expectation, { kind: 'rule' }>,
  semantics: Semantics,
  source: SourceText,
  report: (fault: Diagnostic) => void,
): void {
  const check = checkRule(rule, { semantics });
  if (!check.ok) for (const fault of locate(check.errors, rule, span, source)) report(fault);
}

/** Rules of the suite's own groups that the service would refuse. */
export function ruleFaults({ groups }: Suite, semantics: Semantics): readonly Diagnostic[] {
  return groups.flatMap(({ properties, source, span, spans }) => {
    const rule = properties['membershipRule'];
    if (typeof rule !== 'string') return [];
    const types = properties['groupTypes'];
    const isUnified =
      Array.isArray(types) &&
      types.some((type) => typeof type === 'string' && equalsOrdinalIgnoreCase(type, 'Unified'));
    const check = readHolderRule(rule, { type: 'group', isUnified }, semantics);
    return check.ok ? [] : locate(check.errors, rule, spans.get('membershipRule') ?? span, source);
  });
}

/** Points the faults of a rule into the file where it stands there letter by letter; else at the whole of it. */
function locate(
  faults: readonly Diagnostic[],
  rule: string,
  around: Named['span'],
  source: SourceText,
): readonly Diagnostic[] {
  const found = source.text.slice(around.start, around.end).indexOf(rule);
  return faults.map(({ code, message, hint, span }) =>
    createDiagnostic(code, {
      message,
      source,
      span:
        found < 0 || span === undefined
          ? around
          : { start: around.start + found + span.start, end: around.start + found + span.end },
      ...(hint === undefined ? {} : { hint }),
    }),
  );
}
