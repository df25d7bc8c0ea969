import type { PropertyDefinition } from '../property-definition.ts';

/** extensionAttribute1 to 15, which Graph JSON holds inside one complex property (`holder`). */
export function extensionAttributes(holder: string): readonly PropertyDefinition[] {
  return Array.from({ length: 15 }, (_, index) => {
    const name = `extensionAttribute${index + 1}`;
    return { name, type: 'string', graphPath: [holder, name], maxLength: 1024 } as const;
  });
}
