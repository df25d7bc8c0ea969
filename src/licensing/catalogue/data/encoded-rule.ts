/** A plan rule as the data of the project holds it: plans by name, SKUs by part number. Both are unique where rules name them. */
export type EncodedRule = EncodedPlanRule | EncodedRequirement | EncodedSkuConflict | EncodedPrerequisite;

interface EncodedHead {
  readonly id: string;
  readonly enforce: 'default' | 'optional' | 'off';
  readonly grade: 'documented' | 'observed' | 'assumed';
  readonly source: string;
  readonly note?: string;
}

interface EncodedPlanRule extends EncodedHead {
  readonly kind: 'conflicts' | 'compatible';
  readonly plans: readonly string[];
  readonly suspectPairs?: readonly { readonly plans: readonly [string, string]; readonly why: string }[];
}

interface EncodedRequirement extends EncodedHead {
  readonly kind: 'requires';
  readonly plan: string;
  readonly anyOf: readonly string[];
  readonly catalogueImplied?: readonly string[];
}

interface EncodedSkuConflict extends EncodedHead {
  readonly kind: 'skuConflicts';
  readonly skus: readonly string[];
}

interface EncodedPrerequisite extends EncodedHead {
  readonly kind: 'skuPrerequisite';
  readonly sku: string;
  readonly anyOf: readonly string[];
}
