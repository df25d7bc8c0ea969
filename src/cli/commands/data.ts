import { type Command, InvalidArgumentError, Option } from 'commander';
import { addOutputOptions, addTenantOptions, catalogueOption, parseClock, wholeNumber } from '../options.ts';
import type { ImportCommandOptions, ExportCommandOptions, GenerateCommandOptions } from '../command-options.ts';
import type { CommandContext } from './command-context.ts';

/** `tenantlab import`, `export` and `generate`: everything that makes one tenant from something else. */
export function addDataCommands(program: Command, context: CommandContext): void {
  addImport(program, context);
  addExport(program, context);
  addGenerate(program, context);
}

function addImport(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('import')
    .argument('<sources...>', 'Graph JSON or NDJSON, an EntraExporter folder, or CSV files')
    .description('make a tenant from exports; a broken file imports nothing')
    .requiredOption('--into <tenant>', 'a new .db file or a new folder')
    .option('--clock <instant>', "the tenant's clock (default: now)", parseClock);
  addOutputOptions(command).addHelpText(
    'after',
    `
Examples:
  tenantlab import users.json groups.json --into tenant.db
  tenantlab import EntraExport/ --into tenant.db
  tenantlab import users.csv --into tenant/

The best export (a plain Get-MgUser leaves most properties empty):
  Get-MgUser -All -Property id,userPrincipalName,displayName,mail,mailNickname,accountEnabled,userType,department,jobTitle,companyName,\\
    employeeId,employeeHireDate,officeLocation,city,state,country,usageLocation,onPremisesExtensionAttributes,onPremisesSyncEnabled,\\
    proxyAddresses,otherMails,assignedLicenses,licenseAssignmentStates,assignedPlans -ExpandProperty manager |
    ConvertTo-Json -Depth 5 > users.json
Licenses also need what was bought and which groups assign it:
  Get-MgSubscribedSku -All | ConvertTo-Json -Depth 5 > subscribedSkus.json
  Get-MgGroup -All -Property id,displayName,mailNickname,mailEnabled,securityEnabled,groupTypes,membershipRule,\\
    membershipRuleProcessingState,assignedLicenses,licenseProcessingState | ConvertTo-Json -Depth 5 > groups.json
`,
  );
  command.action(async (sources: readonly string[], options: ImportCommandOptions) => {
    const { importAction } = await import('../actions/data-actions.ts');
    finish(await importAction(environment, sources, options));
  });
}

function addExport(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('export')
    .description('write a tenant as a folder of text, as a database, or as pages of Graph')
    .requiredOption('--out <tenant>', 'a new .db file or a new folder')
    .addOption(
      new Option('--format <format>', 'graph: users.json, groups.json, subscribedSkus.json … as Graph shows them')
        .choices(['tenant', 'graph'])
        .default('tenant', 'by --out'),
    )
    .option('--at <sequence>', 'the state after this entry of the change log (see `tenantlab history`)', wholeNumber(0))
    .addOption(catalogueOption());
  addOutputOptions(addTenantOptions(command)).addHelpText(
    'after',
    `
Examples:
  tenantlab export --tenant tenant.db --out tenant/          tenant as code, for git
  tenantlab export --tenant tenant/ --out tenant.db
  tenantlab export --tenant tenant.db --at 3 --out before.db
  tenantlab export --tenant tenant.db --format graph --out graph/    and back: tenantlab import graph/ --into copy.db

--format graph leaves out what Graph has no place for: the clock, the change log, and how a subscription was bought.
`,
  );
  command.action(async (options: ExportCommandOptions) => {
    const { exportAction } = await import('../actions/data-actions.ts');
    finish(await exportAction(environment, options));
  });
}

function addGenerate(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('generate')
    .description('make a believable tenant out of a seed; the same seed gives the same tenant')
    .requiredOption('--users <n>', 'number of users', wholeNumber(1))
    .requiredOption('--out <tenant>', 'a new .db file or a new folder')
    .option('--seed <n>', 'the seed', wholeNumber(0), 1)
    .addOption(
      new Option('--dirt <share>', 'share of misspelt and missing values, 0 to 1').argParser(readShare).default(0.02),
    )
    .option('--groups <n>', 'number of dynamic groups (default: by size)', wholeNumber(0))
    .option(
      '--clock <instant>',
      "the tenant's clock (default: 2026-11-23T00:00:00Z, so that a seed means one tenant)",
      parseClock,
    );
  addOutputOptions(command).addHelpText(
    'after',
    `
Examples:
  tenantlab generate --users 300 --seed 7 --out lab.db
  tenantlab generate --users 100000 --groups 1000 --seed 42 --out big.db
`,
  );
  command.action(async (options: GenerateCommandOptions) => {
    const { generateAction } = await import('../actions/data-actions.ts');
    finish(await generateAction(environment, options));
  });
}

function readShare(value: string): number {
  const share = Number(value);
  if (value.trim() === '' || !(share >= 0 && share <= 1))
    throw new InvalidArgumentError('Expected a number from 0 to 1.');
  return share;
}
