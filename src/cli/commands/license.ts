import { type Command, Option } from 'commander';
import type { LicenseCatalogOptions, LicenseCommandOptions, LicenseForecastOptions } from '../command-options.ts';
import { addOutputOptions, addTenantOptions, catalogueOption, parseClock, wholeNumber } from '../options.ts';
import type { CommandContext } from './command-context.ts';

/** `tenantlab license`: the licenses of a tenant, and the catalogue behind them. */
export function addLicenseCommand(program: Command, context: CommandContext): void {
  const license = program
    .command('license')
    .description('who has which license, how many seats are left, and what the catalogue says');
  addList(license, context);
  addShow(license, context);
  addGroup(license, context);
  addForecast(license, context);
  addCatalog(license, context);
}

function addList(license: Command, { environment, finish }: CommandContext): void {
  const command = license
    .command('list')
    .description('seats of every license: bought, in use, free, needed, in error')
    .option('--all', 'show every difference instead of the first twenty');
  addLicenseOptions(command).addHelpText(
    'after',
    `
"needed" counts everybody who holds the license or should by a group, "bought" what can be assigned, seats in grace included. What an
export or a folder states about licenses and what does not follow from the rest of it is listed below. --json holds Graph's
subscribedSkus, too.

Examples:
  tenantlab license list --tenant tenant.db
  tenantlab license list --clock 2027-01-01T00:00:00Z --json
`,
  );
  command.action(async (options: LicenseCommandOptions) => {
    const { licenseListAction } = await import('../actions/license-actions.ts');
    finish(await licenseListAction(environment, options));
  });
}

function addShow(license: Command, { environment, finish }: CommandContext): void {
  const command = license
    .command('show')
    .argument('<user>', 'id, userPrincipalName or mail')
    .description('licenses of one user: every path with its state, and the service plans that follow');
  addLicenseOptions(command).addHelpText(
    'after',
    `
--json holds licenseAssignmentStates, assignedLicenses, assignedPlans, provisionedPlans and licenseDetails as Graph shows them.

Example:
  tenantlab license show ada@contoso.com --tenant tenant.db
`,
  );
  command.action(async (user: string, options: LicenseCommandOptions) => {
    const { licenseShowAction } = await import('../actions/license-actions.ts');
    finish(await licenseShowAction(environment, user, options));
  });
}

function addGroup(license: Command, { environment, finish }: CommandContext): void {
  const command = license
    .command('group')
    .argument('<group>', 'id, mailNickname or displayName')
    .description('licenses of one group, and which members are in error')
    .option('--all', 'name every member in error instead of the first twenty');
  addLicenseOptions(command).addHelpText(
    'after',
    `
Example:
  tenantlab license group "Sales All" --tenant tenant.db
`,
  );
  command.action(async (group: string, options: LicenseCommandOptions) => {
    const { licenseGroupAction } = await import('../actions/license-actions.ts');
    finish(await licenseGroupAction(environment, group, options));
  });
}

function addForecast(license: Command, { environment, finish }: CommandContext): void {
  const command = license
    .command('forecast')
    .description('seats that the present rules will need as dates pass, and who is first to go without')
    .addOption(new Option('--days <n>', 'how far to look').argParser(wholeNumber(1)).default(undefined, '90'))
    .option('--until <instant>', 'look as far as this', parseClock)
    .option('--all', 'list every change instead of the first twenty');
  addLicenseOptions(command).addHelpText(
    'after',
    `
The clock runs to each day on which a rule with a moving date (hire dates and the like) takes somebody in or out, or a subscription
goes on to its next status. Nothing else changes.

Examples:
  tenantlab license forecast --tenant tenant.db
  tenantlab license forecast --days 365 --json
`,
  );
  command.action(async (options: LicenseForecastOptions) => {
    const { licenseForecastAction } = await import('../actions/license-actions.ts');
    finish(await licenseForecastAction(environment, options));
  });
}

function addLicenseOptions(command: Command): Command {
  return addOutputOptions(addTenantOptions(command).addOption(catalogueOption()));
}

function addCatalog(license: Command, { environment, finish }: CommandContext): void {
  const command = license
    .command('catalog')
    .argument('<search...>', 'product name, part number, plan name or id, or a part of one')
    .description('find SKUs and service plans, with prices and the rules that concern them')
    .addOption(catalogueOption())
    .option('--clock <instant>', 'mark the prices of this day (default: today)', parseClock)
    .option('--config <file>', 'config file (default: tenantlab.config.yaml, found upwards)')
    .option('--all', 'list everything instead of the first twenty');
  addOutputOptions(command).addHelpText(
    'after',
    `
Examples:
  tenantlab license catalog E3
  tenantlab license catalog ENTERPRISEPACK
  tenantlab license catalog exchange online plan 2
  tenantlab license catalog efb87545-963c-4e0d-99df-69c6916d9eb0 --json
  tenantlab license catalog contoso --catalogue licenses.yaml

The catalogue ages: add or correct SKUs, plans, rules, countries and prices in a file (docs/reference/license-catalogue.md).
Exit codes: 0 found, 3 a file is wrong, 4 nothing found.
`,
  );
  command.action(async (words: readonly string[], options: LicenseCatalogOptions) => {
    const { licenseCatalogAction } = await import('../actions/license-catalog-action.ts');
    finish(await licenseCatalogAction(environment, words, options));
  });
}
