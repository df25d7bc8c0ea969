import type { Semantics } from '../model/index.ts';
import type { LicenseCatalogue } from './catalogue/license-catalogue.ts';
import { standardCatalogue } from './catalogue/standard-catalogue.ts';

/** What licensing needs besides the tenant. */
export interface LicenseDeps {
  readonly catalogue: LicenseCatalogue;
  readonly semantics: Semantics;
}

/** With the standard catalogue, read when somebody first asks for it, unless there is another one. */
export function licenseDeps(semantics: Semantics, catalogue?: LicenseCatalogue): LicenseDeps {
  return {
    get catalogue() {
      return catalogue ?? standardCatalogue();
    },
    semantics,
  };
}
