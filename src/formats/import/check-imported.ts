import { foldOrdinal } from '../../base/index.ts';
import { firstValueCode, type ObjectType, objectTypes } from '../../model/index.ts';
import { isDynamic } from '../is-dynamic.ts';
import type { ImportDraft } from './import-draft.ts';

/** Properties of a user that are not among Graph's default eleven and that most rules use. */
const wantedUserProperties = ['department', 'userType', 'accountEnabled'] as const;

/** The command that exports users with everything rules use (spec import-formats 3.1). */
export const recommendedUserExport =
  'Get-MgUser -All -Property id,userPrincipalName,displayName,givenName,surname,mail,mailNickname,accountEnabled,userType,' +
  'creationType,externalUserState,department,jobTitle,companyName,employeeId,employeeType,employeeHireDate,' +
  'employeeLeaveDateTime,employeeOrgData,officeLocation,city,state,country,usageLocation,onPremisesExtensionAttributes,' +
  'onPremisesSyncEnabled,proxyAddresses,otherMails,createdDateTime,assignedLicenses,licenseAssignmentStates,' +
  'assignedPlans -ExpandProperty manager | ConvertTo-Json -Depth 5';

/** Adds the findings that need the whole tenant: duplicates, synchronised objects, what was not exported. O(objects). */
export function checkImported(draft: ImportDraft): void {
  checkWantedProperties(draft);
  for (const type of objectTypes) checkSynced(draft, type);
  checkDuplicates(draft, 'user', 'userPrincipalName', 'import/duplicate-user-principal-name', () => true);
  const groups = draft.tenant.population('group');
  checkDuplicates(draft, 'group', 'mailNickname', 'import/duplicate-mail-nickname', (row) => {
    const types = groups.valueAt(row, 'groupTypes');
    return Array.isArray(types) && (types as readonly unknown[]).includes('Unified');
  });
  checkMembers(draft);
}

/** Names of the user properties most rules use that no file has stated. */
export function missingUserProperties(draft: ImportDraft): readonly string[] {
  if (draft.tenant.population('user').size === 0) return [];
  return wantedUserProperties.filter((name) => !draft.seen.user.has(name));
}

function checkWantedProperties(draft: ImportDraft): void {
  for (const name of missingUserProperties(draft)) {
    draft.findings.add('import/default-properties-only', {
      message: 'Properties of user that most rules use are not in the export.',
      sample: name,
      hint: `Export with: ${recommendedUserExport}`,
    });
  }
}

function checkSynced(draft: ImportDraft, type: ObjectType): void {
  if (!draft.seen[type].has('onPremisesSyncEnabled')) return;
  const population = draft.tenant.population(type);
  for (let row = 0; row < population.size; row++) {
    if (population.valueAt(row, 'onPremisesSyncEnabled') !== true) continue;
    draft.findings.add('import/synced-object', {
      message: `Objects of type ${type} are synchronised from an on-premises directory.`,
      sample:
        population.textAt(row, 'userPrincipalName') ?? population.textAt(row, 'displayName') ?? population.idAt(row),
    });
  }
}

function checkDuplicates(
  draft: ImportDraft,
  type: 'user' | 'group',
  name: string,
  code: 'import/duplicate-user-principal-name' | 'import/duplicate-mail-nickname',
  concerns: (row: number) => boolean,
): void {
  if (!draft.seen[type].has(name)) return;
  const population = draft.tenant.population(type);
  const column = population.columnDraft(name);
  const rows = new Map<string, number>();
  for (let row = 0; row < population.size; row++) {
    const value = column.codeAt(row);
    if (value < firstValueCode || !population.isActive(row) || !concerns(row)) continue;
    const text = column.dictionary.textAt(value);
    const folded = foldOrdinal(text);
    const first = rows.get(folded);
    if (first === undefined) rows.set(folded, row);
    else {
      const message = `Several ${type}s have the same ${name}.`;
      draft.findings.add(code, { message, sample: `${text} (${population.idAt(first)}, ${population.idAt(row)})` });
    }
  }
}

function checkMembers(draft: ImportDraft): void {
  for (const [type, relation] of [
    ['group', 'groupMembers'],
    ['administrativeUnit', 'unitMembers'],
  ] as const) {
    const population = draft.tenant.population(type);
    for (let row = 0; row < population.size; row++) {
      if (isDynamic(population, row) || draft.tenant.links(relation, row) !== undefined) continue;
      draft.findings.add('import/members-not-exported', {
        message: `Members of assigned objects of type ${type} are not known.`,
        sample: population.textAt(row, 'displayName') ?? population.idAt(row),
      });
    }
  }
}
