import type { JsonValue } from '../../base/index.ts';
import type { ChangeStep } from '../../model/index.ts';
import { type ObjectData, type TenantData, tenantData, tenantFromData } from '../tenant-data/index.ts';
import type { Trial } from './trial.ts';

/** A trial in a form that can be made smaller. */
interface Draft {
  readonly data: TenantData;
  readonly steps: readonly ChangeStep[];
}

/** What a reduction keeps, and how long it may take. */
export interface ReduceOptions {
  /** Ids of objects that must stay: those that the property names. */
  readonly keep: ReadonlySet<string>;
  /** The last step is what the claim is about and stays. */
  readonly keepsLastStep: boolean;
  /** Most trials that are played. Default 1,500. */
  readonly most?: number;
  /** Ids of people at whom the violation was seen: they alone are tried first. */
  readonly suspects?: ReadonlySet<string>;
}

const namingProperties: ReadonlySet<string> = new Set([
  'id',
  'userPrincipalName',
  'displayName',
  'mailNickname',
  'deletedDateTime',
  'assignedLicenses',
]);

/**
 * Makes a failing trial smaller as long as `fails` still says so: fewer steps, fewer objects, fewer members and licenses, then empty
 * values. Deterministic: the same trial gives the same small one. At most `most` trials are played.
 */
export function reduceTrial(trial: Trial, fails: (trial: Trial) => boolean, options: ReduceOptions): Trial {
  let left = options.most ?? 1_500;
  const isFailing = (draft: Draft): boolean => left-- > 0 && fails(trialOf(draft));
  let draft: Draft = { data: tenantData(trial.tenant), steps: trial.steps };
  draft = onlySuspects(draft, isFailing, options);
  for (let size = -1; size !== sizeOf(draft) && left > 0;) {
    size = sizeOf(draft);
    draft = fewerSteps(draft, isFailing, options);
    draft = fewerObjects(draft, isFailing, options);
    draft = fewerLinks(draft, isFailing);
    draft = fewerValues(draft, isFailing);
  }
  return trialOf(draft);
}

function trialOf({ data, steps }: Draft): Trial {
  return { tenant: tenantFromData(data), steps };
}

function sizeOf({ data, steps }: Draft): number {
  return data.objects.reduce(
    (sum, { properties, links }) =>
      sum +
      1 +
      Object.values(properties).filter((value) => value !== null).length +
      Object.values(links).reduce((total, ids) => total + ids.length, 0),
    steps.length,
  );
}

function onlySuspects(draft: Draft, fails: (draft: Draft) => boolean, { suspects }: ReduceOptions): Draft {
  if (suspects === undefined || suspects.size === 0) return draft;
  const others = draft.data.objects.filter(
    ({ type, id }) => (type === 'user' || type === 'device' || type === 'orgContact') && !suspects.has(id),
  );
  const smaller = withoutObjects(draft, new Set(others));
  return fails(smaller) ? smaller : draft;
}

function fewerSteps(draft: Draft, fails: (draft: Draft) => boolean, { keepsLastStep }: ReduceOptions): Draft {
  const fixed = keepsLastStep ? draft.steps.slice(-1) : [];
  const free = keepsLastStep ? draft.steps.slice(0, -1) : draft.steps;
  const kept = smallest(free, (steps) => fails({ ...draft, steps: [...steps, ...fixed] }));
  return { ...draft, steps: [...kept, ...fixed] };
}

function fewerObjects(draft: Draft, fails: (draft: Draft) => boolean, { keep }: ReduceOptions): Draft {
  const free = draft.data.objects.filter((object) => !keep.has(object.id) && !saysWhoIsKnown(object));
  const without = (kept: readonly ObjectData[]): Draft => {
    const left = new Set(kept);
    return withoutObjects(draft, new Set(free.filter((object) => !left.has(object))));
  };
  return without(smallest(free, (kept) => fails(without(kept))));
}

/** The cell of everybody whose license state is known: without it licenses would be undecided. */
function saysWhoIsKnown({ type, properties }: ObjectData): boolean {
  return type === 'licenseAssignment' && (properties['skuId'] ?? null) === null;
}

function fewerLinks(draft: Draft, fails: (draft: Draft) => boolean): Draft {
  let current = draft;
  for (const [index, object] of draft.data.objects.entries()) {
    if (saysWhoIsKnown(object)) continue;
    for (const [relation, ids] of Object.entries(object.links)) {
      const withIds = (kept: readonly string[]): Draft =>
        withObject(current, index, (one) => ({ ...one, links: { ...one.links, [relation]: kept } }));
      if (ids.length > 0) current = withIds(smallest(ids, (kept) => fails(withIds(kept))));
    }
  }
  return current;
}

function fewerValues(draft: Draft, fails: (draft: Draft) => boolean): Draft {
  let current = draft;
  for (const [index, { type, properties }] of draft.data.objects.entries()) {
    const isPerson = type === 'user' || type === 'device';
    for (const [name, value] of Object.entries(properties)) {
      const isFree = isPerson ? value !== null && !namingProperties.has(name) : isLicenseList(name, value);
      if (!isFree) continue;
      const smaller = withObject(current, index, (object) => ({
        ...object,
        properties: { ...object.properties, [name]: isPerson ? null : [] },
      }));
      if (fails(smaller)) current = smaller;
    }
  }
  return current;
}

function isLicenseList(name: string, value: JsonValue): boolean {
  return name === 'assignedLicenses' && Array.isArray(value) && value.length > 0;
}

function withObject(draft: Draft, index: number, change: (object: ObjectData) => ObjectData): Draft {
  const objects = draft.data.objects.map((object, position) => (position === index ? change(object) : object));
  return { ...draft, data: { ...draft.data, objects } };
}

/** Objects go together with the links to them. */
function withoutObjects(draft: Draft, gone: ReadonlySet<ObjectData>): Draft {
  if (gone.size === 0) return draft;
  const ids = new Set([...gone].map(({ id }) => id));
  const objects = draft.data.objects
    .filter((object) => !gone.has(object))
    .map((object) => ({
      ...object,
      links: Object.fromEntries(
        Object.entries(object.links).map(([relation, targets]) => [relation, targets.filter((id) => !ids.has(id))]),
      ),
    }));
  return { ...draft, data: { ...draft.data, objects } };
}

/**
 * A part of a list, in its order, that still fails and from which nothing can be taken: halves first, then smaller pieces. The
 * list itself is taken to fail. O(n log n) questions where few entries matter.
 */
function smallest<Entry>(list: readonly Entry[], fails: (part: readonly Entry[]) => boolean): readonly Entry[] {
  if (list.length === 0 || fails([])) return [];
  let kept = list;
  for (let size = Math.ceil(kept.length / 2); ; size = Math.ceil(size / 2)) {
    for (let start = 0; start < kept.length;) {
      const part = [...kept.slice(0, start), ...kept.slice(start + size)];
      if (part.length > 0 && fails(part)) kept = part;
      else start += size;
    }
    if (size <= 1) return kept;
  }
}
