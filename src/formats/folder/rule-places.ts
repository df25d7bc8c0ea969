import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonValue, type SourceText, type Span } from '../../base/index.ts';
import type { ObjectType } from '../../model/index.ts';
import { parseYaml } from '../yaml/index.ts';
import { objectFileName } from './folder-layout.ts';
import { readTextFile } from './read-file-lines.ts';

/** Where the rule of a group or administrative unit stands in a tenant folder. */
export interface RulePlace {
  readonly source: SourceText;
  readonly span: Span;
}

const codes = {
  syntax: 'tenant/syntax',
  duplicateKey: 'tenant/duplicate-key',
  tooComplex: 'tenant/too-complex',
} as const;

/**
 * Finds where rules stand in the YAML or JSON files of a tenant folder. Files are read when a first rule of their type is asked
 * for. Undefined for what is not there, and for files with one object per line. `name` turns a path into what it is called.
 */
export function createRulePlaces(
  folder: string,
  name: (path: string) => string,
): (type: 'group' | 'administrativeUnit', id: string) => RulePlace | undefined {
  const known = new Map<ObjectType, ReadonlyMap<string, RulePlace>>();
  return (type, id) => {
    let places = known.get(type);
    if (places === undefined) {
      places = readPlaces(folder, type, name);
      known.set(type, places);
    }
    return places.get(id.toLowerCase());
  };
}

function readPlaces(folder: string, type: ObjectType, name: (path: string) => string): ReadonlyMap<string, RulePlace> {
  const places = new Map<string, RulePlace>();
  const path = (['yaml', 'yml', 'json'] as const)
    .map((format) => join(folder, objectFileName(type, format)))
    .find((file) => existsSync(file));
  if (path === undefined) return places;
  const source = { name: name(path), text: readTextFile(path, path) };
  const parsed = parseYaml(source, codes);
  if (!parsed.ok || !Array.isArray(parsed.value.value)) return places;
  for (const [index, object] of (parsed.value.value as readonly JsonValue[]).entries()) {
    if (!isJsonObject(object) || typeof object['id'] !== 'string' || object['membershipRule'] === undefined) continue;
    places.set(object['id'].toLowerCase(), { source, span: parsed.value.spanAt([index, 'membershipRule']) });
  }
  return places;
}
