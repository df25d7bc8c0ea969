import { canonicalJson, type Random } from '../base/index.ts';
import type { PopulationDraft } from '../model/index.ts';
import { type CellWriter, createCellWriter } from './cell-writer.ts';
import { type DeviceKind, deviceKinds, managementApps } from './data/device-models.ts';
import { drawInstant } from './dates.ts';
import { chance, pick, randomFor, weightedIndex, zipfWeights } from './pick.ts';
import { placesFor } from './staff-plan.ts';
import type { SynthSettings } from './synth-options.ts';

const maximumDevices = 100_000;

/** Writes about 0.6 devices per user, at most 100,000. */
export function writeDevices(devices: PopulationDraft, settings: SynthSettings): void {
  const random = randomFor(settings.seed, 'devices');
  const cells = createCellWriter(devices, settings);
  const drawKind = weightedIndex(deviceKinds.map((kind) => kind.share));
  const places = placesFor(settings.users);
  const drawPlace = weightedIndex(zipfWeights(places.length));
  const count = Math.min(maximumDevices, Math.round(settings.users * 0.6));
  for (let index = 0; index < count; index++) {
    if (index % 5000 === 0) settings.step('devices', index, count);
    const kind = deviceKinds[drawKind(random)];
    const place = places[drawPlace(random)];
    if (kind === undefined || place === undefined) continue;
    writeDevice(cells, random, devices.addRow(random.guid()), kind, place.code, settings);
  }
}

function writeDevice(
  cells: CellWriter,
  random: Random,
  row: number,
  kind: DeviceKind,
  country: string,
  settings: SynthSettings,
): void {
  const isPersonal = random.int(1, 100) <= kind.personal;
  const isWindows = kind.operatingSystem === 'Windows';
  const isManaged = !isPersonal || chance(random, 0.3);
  const [manufacturer, model] = pick(random, kind.models);
  const number = String(row + 1).padStart(6, '0');
  const trustType = isPersonal ? 'Workplace' : isWindows && chance(random, 0.3) ? 'ServerAD' : 'AzureAD';
  const registered = drawInstant(random, settings.clock, 3, 1500);
  const app = trustType === 'ServerAD' && isManaged ? managementApps.coManaged : managementApps.intune;
  const name = isPersonal ? `${isWindows ? 'DESKTOP' : 'phone'}-${random.guid().slice(0, 7).toUpperCase()}` : undefined;
  cells.write(row, 'displayName', name ?? `${kind.prefix}-${country}-${number}`);
  cells.write(row, 'deviceId', random.guid());
  cells.write(row, 'accountEnabled', String(!chance(random, 0.02)));
  cells.write(row, 'operatingSystem', kind.operatingSystem);
  cells.write(row, 'operatingSystemVersion', pick(random, kind.versions));
  cells.writeUsually(row, 'manufacturer', manufacturer);
  cells.writeUsually(row, 'model', model);
  cells.write(row, 'trustType', trustType);
  cells.write(row, 'profileType', chance(random, 0.01) ? 'Shared' : 'RegisteredDevice');
  cells.write(row, 'deviceOwnership', isManaged ? (isPersonal ? 'Personal' : 'Company') : null);
  cells.writeUsually(row, 'deviceCategory', isManaged ? (isPersonal ? 'BYOD' : drawCategory(random, kind)) : null);
  cells.write(row, 'managementType', isManaged ? (chance(random, 0.02) ? 'MicrosoftSense' : 'MDM') : null);
  cells.write(row, 'mdmAppId', isManaged ? app : null);
  cells.write(row, 'enrollmentProfileName', isManaged && !isPersonal ? `${kind.prefix} ${country} standard` : null);
  cells.write(row, 'enrollmentType', isManaged ? (isPersonal ? 'UserEnrollment' : 'AzureDomainJoined') : null);
  cells.write(row, 'isCompliant', isManaged ? String(!chance(random, 0.06)) : null);
  cells.write(row, 'isManaged', isManaged ? 'true' : null);
  cells.write(row, 'isRooted', isWindows ? null : String(chance(random, 0.005)));
  cells.write(row, 'physicalIds', physicalIds(random, isWindows && !isPersonal, number));
  cells.write(row, 'systemLabels', model.startsWith('Cloud PC') ? '["CloudPC"]' : '[]');
  cells.write(row, 'extensionAttribute1', isPersonal ? null : country);
  cells.write(row, 'extensionAttribute2', isPersonal ? null : pick(random, ['Standard', 'Standard', 'Kiosk', 'Lab']));
  cells.write(row, 'onPremisesSyncEnabled', trustType === 'ServerAD' ? 'false' : null);
  cells.write(row, 'registrationDateTime', registered);
  cells.write(row, 'createdDateTime', registered);
  cells.write(
    row,
    'approximateLastSignInDateTime',
    drawInstant(random, settings.clock, 0, chance(random, 0.1) ? 400 : 3),
  );
}

function drawCategory(random: Random, kind: DeviceKind): string {
  return kind.prefix === 'MP' ? 'Corporate phone' : pick(random, ['Office', 'Office', 'Engineering', 'Shop floor']);
}

/** Company PCs that came through Autopilot carry its id, most of them an order tag. */
function physicalIds(random: Random, isCompanyPc: boolean, number: string): string {
  const ids = [`[USER-GID]:${random.guid()}:${number}`, `[GID]:g:${number}`];
  if (!isCompanyPc) return canonicalJson(ids);
  if (chance(random, 0.7)) ids.push(`[ZTDId]:${random.guid()}`);
  if (chance(random, 0.6)) ids.push(`[OrderID]:${pick(random, ['Office', 'Kiosk', 'Lab', 'Refresh-2026'])}`);
  if (chance(random, 0.3)) ids.push(`[PurchaseOrderId]:${random.int(70_000_000, 70_000_040)}`);
  return canonicalJson(ids);
}
