import { isJsonObject, type JsonValue, type Span } from '../../base/index.ts';
import type { ParsedYaml, ValuePath } from './parse-yaml.ts';

/** The places of everything below a value that stands at `path`, by dotted path from there. */
export function collectSpans(document: ParsedYaml, path: ValuePath, value: JsonValue): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  const visit = (current: JsonValue, inner: ValuePath): void => {
    if (inner.length > 0) spans.set(inner.join('.'), document.spanAt([...path, ...inner]));
    if (Array.isArray(current)) {
      (current as readonly JsonValue[]).forEach((item, index) => visit(item, [...inner, index]));
    } else if (isJsonObject(current)) for (const [key, item] of Object.entries(current)) visit(item, [...inner, key]);
  };
  visit(value, []);
  return spans;
}
