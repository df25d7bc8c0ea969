import type { PropertyDefinition } from '../model/index.ts';

/** The type of a property in words: `true or false`, `a text`. */
export function describeType(definition: PropertyDefinition): string {
  switch (definition.type) {
    case 'string':
      return 'a text';
    case 'reference':
      return 'an id';
    case 'boolean':
      return 'true or false';
    case 'integer':
      return 'a whole number';
    case 'dateTime':
      return 'an ISO 8601 date and time';
    case 'stringCollection':
      return 'a list of texts';
    case 'objectCollection':
      return 'a list';
    case 'object':
      return 'an object';
  }
}
