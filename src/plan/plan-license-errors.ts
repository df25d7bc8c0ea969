import { compareOrdinal, differenceRows, emptyRowSet, type RowSet } from '../base/index.ts';
import { type LicenseMove, readLicenses } from '../licensing/index.ts';
import type { Outcome, SimulationEvent } from '../simulation/index.ts';
import { causeLinks, type CauseDeps } from './cause-links.ts';
import type { PlanLicenseError } from './plan-document.ts';
import { compareObjects } from './plan-order.ts';
import { labelOfRef, valueText } from './value-text.ts';

/**
 * Paths that are in error after the change and were not before, or had another error: who, which license, which rule or missing
 * seat. Order: SKU, group and user by name.
 */
export function listLicenseErrors(outcome: Outcome, deps: CauseDeps): readonly PlanLicenseError[] {
  const before = new Map(
    readLicenses(outcome.before.tenant)
      .failures()
      .map((entry) => [keyOf(entry), entry.users]),
  );
  const events = outcome.events.filter((event) => event.kind === 'licensesChanged');
  const errors: PlanLicenseError[] = [];
  for (const failure of readLicenses(outcome.after.tenant).failures()) {
    const fresh: RowSet = differenceRows(failure.users, before.get(keyOf(failure)) ?? emptyRowSet);
    const { skuId, group, state, error } = failure;
    fresh.forEach((row) => {
      const event = events.findLast(({ move }) => isAbout(move, failure, row));
      errors.push({
        sku: deps.licenses.sku(skuId),
        user: deps.refs.object('user', row),
        group: deps.licenses.group(group),
        state,
        error,
        text: textOf(event?.move, skuId, error, deps),
        because: event === undefined ? [] : causeLinks(event, { holder: undefined, memberType: 'user', row }, deps),
      });
    });
  }
  return errors.toSorted(compareErrors);
}

interface Failure {
  readonly skuId: string;
  readonly group: number | undefined;
  readonly state: string;
  readonly error: string;
}

function keyOf({ skuId, group, state, error }: Failure): string {
  return `${skuId} ${group} ${state} ${error}`;
}

function isAbout(move: LicenseMove, { skuId, group }: Failure, row: number): boolean {
  const isFailure = move.kind === 'failed' || move.kind === 'kept' || move.kind === 'changed';
  return isFailure && move.skuId === skuId && move.assignedByGroup === group && move.users.has(row);
}

function textOf(move: LicenseMove | undefined, skuId: string, error: string, { licenses }: CauseDeps): string {
  return move?.detail === undefined ? `${licenses.skuName(skuId)}: ${error}` : licenses.detailText(move.detail);
}

function compareErrors(a: PlanLicenseError, b: PlanLicenseError): number {
  const sku = ({ sku: { skuPartNumber, skuId } }: PlanLicenseError): string => skuPartNumber ?? skuId;
  const group = (entry: PlanLicenseError): string => (entry.group === null ? '' : valueText(labelOfRef(entry.group)));
  return compareOrdinal(sku(a), sku(b)) || compareOrdinal(group(a), group(b)) || compareObjects(a.user, b.user);
}

/** An event about licenses. */
export type LicenseEvent = Extract<SimulationEvent, { kind: 'licensesChanged' }>;
