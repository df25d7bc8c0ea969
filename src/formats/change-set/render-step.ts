import type { JsonObject } from '../../base/index.ts';
import type { ChangeStep } from '../../model/index.ts';

/** A step as it stands in a change set: reading it again gives an equal step. */
export function renderStep(step: ChangeStep): JsonObject {
  switch (step.kind) {
    case 'update':
      return { update: step.type, ...selection(step), set: step.set };
    case 'create':
      return { create: step.type, with: step.with };
    case 'delete':
      return { delete: step.type, ...selection(step) };
    case 'addMembers':
    case 'removeMembers':
      return { [step.kind]: { [step.holderType]: step.holder, members: step.members } };
    case 'advance':
      return { advance: step.duration };
    case 'assignLicense':
      return {
        assignLicense: {
          ...target(step),
          add: step.add.map(({ sku, disabledPlans }) => ({ sku, disabledPlans })),
          remove: step.remove,
        },
      };
    case 'removeLicense':
      return { removeLicense: { ...target(step), skus: step.remove } };
    case 'seats': {
      const { sku, subscription, change, purchasedAs } = step;
      return {
        seats: {
          sku,
          ...(subscription === undefined ? {} : { subscription }),
          ...('seats' in change ? { [change.kind]: change.seats } : { action: change.kind }),
          ...(purchasedAs === undefined ? {} : { purchasedAs }),
        },
      };
    }
    case 'reprocess':
      return { reprocess: target(step) };
    case 'restore':
      return { restore: { user: step.user } };
  }
}

function selection({ match, where }: Extract<ChangeStep, { readonly kind: 'update' | 'delete' }>): JsonObject {
  return { ...(match === undefined ? {} : { match }), ...(where === undefined ? {} : { where }) };
}

function target({
  user,
  match,
  where,
  group,
}: Extract<ChangeStep, { readonly kind: 'assignLicense' | 'removeLicense' | 'reprocess' }>): JsonObject {
  return {
    ...(user === undefined ? {} : { user }),
    ...(match === undefined ? {} : { match }),
    ...(where === undefined ? {} : { where }),
    ...(group === undefined ? {} : { group }),
  };
}
