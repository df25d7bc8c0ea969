import { type Command, Option } from 'commander';
import { ToolError } from '../../base/index.ts';
import type { LicenseCatalogOptions } from '../command-options.ts';
import { addOutputOptions, collect, parseClock } from '../options.ts';
import type { CommandContext } from './command-context.ts';

/** Commands of later versions, by what they are for. */
const reserved: Readonly<Record<string, string>> = {
  list: 'subscriptions and seats',
  show: 'licenses of a user',
  group: 'licenses of a group',
  forecast: 'seats that will be needed',
};

/** `tenantlab license catalog`; the other commands of `license` are named and say that they are not there. */
export function addLicenseCommand(program: Command, context: CommandContext): void {
  const license = program
    .command('license')
    .description('look into the catalogue of licenses, service plans and prices');
  addCatalog(license, context);
  for (const [name, purpose] of Object.entries(reserved)) {
    license
      .command(name, { hidden: true })
      .argument('[arguments...]')
      .allowUnknownOption(true)
      .action(() => {
        throw new ToolError({
          code: 'usage/not-implemented',
          message: `\`tenantlab license ${name}\` (${purpose}) is not part of this version.`,
          hint: 'docs/parity.md lists what is implemented.',
          exitCode: 4,
        });
      });
  }
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

/** `--catalogue FILE`, repeatable. */
function catalogueOption(): Option {
  return new Option('--catalogue <file>', 'extend the license catalogue by a file, repeatable')
    .argParser(collect)
    .default([], 'the files of the config');
}
