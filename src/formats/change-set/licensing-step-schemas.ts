import { z } from 'zod';
import { purchaseKinds, subscriptionActions } from '../../model/index.ts';
import { propertyBagSchema } from './property-bag-schema.ts';

/** How a step about licenses names whom it concerns. */
export const licenseTargets = ['user', 'match', 'where', 'group'] as const;

export type TargetKey = (typeof licenseTargets)[number];

/** How the licenses of a step are written: one SKU, or lists. */
export const assignForms = ['sku', 'add', 'remove'] as const;
export const removeForms = ['sku', 'skus'] as const;

/** What may happen to seats. */
export const seatForms = ['set', 'add', 'remove', 'action'] as const;

export type AssignForm = (typeof assignForms)[number];
export type RemoveForm = (typeof removeForms)[number];
export type SeatForm = (typeof seatForms)[number];

const name = z.string().min(1);
const sku = name.meta({ description: 'part number or id of a SKU', examples: ['ENTERPRISEPACK'] });
const plans = z.array(name.meta({ description: 'name or id of a service plan', examples: ['SWAY'] }));
const license = z.union([sku, z.strictObject({ sku, disabledPlans: plans.optional() })]);

const assignParts: Readonly<Record<AssignForm, z.ZodRawShape>> = {
  sku: { sku, disabledPlans: plans.optional(), remove: z.array(sku).optional() },
  add: { add: z.array(license), remove: z.array(sku).optional() },
  remove: { remove: z.array(sku) },
};
const removeParts: Readonly<Record<RemoveForm, z.ZodRawShape>> = { sku: { sku }, skus: { skus: z.array(sku).min(1) } };

/** Seats are numbers of 32 bits in the service. */
const seats = z.int32();

const seatParts: Readonly<Record<SeatForm, z.ZodRawShape>> = {
  set: { set: seats.min(0) },
  add: { add: seats.min(1) },
  remove: { remove: seats.min(1) },
  action: { action: z.enum(subscriptionActions) },
};

/** The schema of a step that assigns and removes licenses. */
export function assignLicenseSchema(target: TargetKey, form: AssignForm): z.ZodType {
  return z.strictObject({ assignLicense: z.strictObject({ ...targetPart(target), ...assignParts[form] }) });
}

/** The schema of a step that only removes licenses. */
export function removeLicenseSchema(target: TargetKey, form: RemoveForm): z.ZodType {
  return z.strictObject({ removeLicense: z.strictObject({ ...targetPart(target), ...removeParts[form] }) });
}

/** The schema of a step that buys, reduces, expires or renews. */
export function seatsSchema(form: SeatForm): z.ZodType {
  return z.strictObject({
    seats: z.strictObject({
      sku,
      subscription: name.optional(),
      ...seatParts[form],
      purchasedAs: z.enum(purchaseKinds).optional(),
    }),
  });
}

/** The schema of a step that processes licenses again. */
export function reprocessSchema(target: TargetKey): z.ZodType {
  return z.strictObject({ reprocess: z.strictObject(targetPart(target)) });
}

/** The schema of a step that brings a deleted user back. */
export const restoreSchema: z.ZodType = z.strictObject({ restore: z.strictObject({ user: name }) });

/** All of them, for the published schema. */
export function licensingStepSchemas(): readonly z.ZodType[] {
  return [
    restoreSchema,
    ...licenseTargets.flatMap((target) => assignForms.map((form) => assignLicenseSchema(target, form))),
    ...licenseTargets.flatMap((target) => removeForms.map((form) => removeLicenseSchema(target, form))),
    ...seatForms.map(seatsSchema),
    ...licenseTargets.map(reprocessSchema),
  ];
}

function targetPart(target: TargetKey): z.ZodRawShape {
  return { [target]: target === 'match' ? propertyBagSchema('user', 'match') : name };
}
