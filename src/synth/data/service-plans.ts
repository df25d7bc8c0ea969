import { canonicalJson } from '../../base/index.ts';

/** Service plans that rules ask for, by a short name: id and service family. */
export const servicePlans = {
  exchange: { id: 'efb87545-963c-4e0d-99df-69c6916d9eb0', service: 'exchange' },
  sharePoint: { id: '5dbe027f-2339-4123-9542-606e4d348a72', service: 'SharePoint' },
  teams: { id: '57ff2da0-773e-42df-b2af-ffb7a2317929', service: 'TeamspaceAPI' },
  intune: { id: 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5', service: 'SCO' },
  phone: { id: '4828c8ec-dc2e-4779-b502-87ac9ce28ab7', service: 'MicrosoftCommunicationsOnline' },
  kiosk: { id: '4a82b400-a79f-41a4-b4e2-e94f5787b113', service: 'exchange' },
} as const;

type PlanName = keyof typeof servicePlans;

/** What a person was given: the few combinations that occur, as the encoded value of assignedPlans. */
export const planSets = {
  none: '[]',
  full: planSet({ exchange: 'Enabled', sharePoint: 'Enabled', teams: 'Enabled', intune: 'Enabled', phone: 'Enabled' }),
  office: planSet({ exchange: 'Enabled', sharePoint: 'Enabled', teams: 'Enabled', intune: 'Enabled' }),
  frontline: planSet({ kiosk: 'Enabled', sharePoint: 'Enabled', teams: 'Enabled' }),
  // Losing a licence leaves the element behind with another status.
  phoneRemoved: planSet({
    exchange: 'Enabled',
    sharePoint: 'Enabled',
    teams: 'Enabled',
    intune: 'Enabled',
    phone: 'Deleted',
  }),
  warning: planSet({ exchange: 'Warning', sharePoint: 'Warning', teams: 'Suspended', intune: 'Enabled' }),
  removed: planSet({ exchange: 'Deleted', sharePoint: 'Deleted', teams: 'Deleted', intune: 'Deleted' }),
} as const;

function planSet(states: Partial<Record<PlanName, string>>): string {
  const names = Object.keys(servicePlans) as PlanName[];
  const elements = names.flatMap((name) => {
    const capabilityStatus = states[name];
    if (capabilityStatus === undefined) return [];
    const { id, service } = servicePlans[name];
    return [{ assignedDateTime: '2024-02-01T00:00:00Z', capabilityStatus, service, servicePlanId: id }];
  });
  return canonicalJson(elements);
}
