import { isMap, isNode, isPair, isScalar, isSeq, type Node, parseDocument, type YAMLError } from 'yaml';
import { err, type JsonValue, ok, type Result, type SourceText, type Span } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, type DiagnosticCode } from '../../diagnostics/index.ts';
import { isDeeperThan, maxDepth } from '../json/index.ts';

/** A path into a document: keys and list positions. */
export type ValuePath = readonly (string | number)[];

/** A document as plain data, with the place of every part. */
export interface ParsedYaml {
  readonly value: JsonValue;
  /** Where the value at a path stands; where its nearest holder stands if there is none. */
  spanAt(path: ValuePath): Span;
  /** Where the last key of a path stands. */
  keySpanAt(path: ValuePath): Span;
}

/** The codes that a reader reports faults with. */
export interface YamlCodes {
  readonly syntax: DiagnosticCode;
  readonly duplicateKey: DiagnosticCode;
  readonly tooComplex: DiagnosticCode;
}

/** Most aliases that a document may use: a few shared pieces, but no bomb. */
const maxAliasCount = 100;

/** Syntax errors that are reported; the rest mostly follow from the first. */
const mostFaults = 20;

const tooDeep = 'The text is nested too deeply.';

/**
 * Reads a YAML 1.2 or JSON text with the core schema: dates stay texts, and `yes` and `on` are texts too. All syntax errors
 * are returned at once, in order. Never throws for bad text.
 */
export function parseYaml(source: SourceText, codes: YamlCodes): Result<ParsedYaml, readonly Diagnostic[]> {
  const fail = (code: DiagnosticCode, message: string, span?: Span): Result<never, readonly Diagnostic[]> =>
    err([createDiagnostic(code, { message, source, ...(span === undefined ? {} : { span }) })]);
  try {
    const document = parseDocument(source.text, {
      version: '1.2',
      schema: 'core',
      prettyErrors: false,
      // Not 'silent': that would also hide that a second document follows, whose steps would be lost without a word.
      logLevel: 'error',
    });
    const root = isNode(document.contents) ? document.contents : null;
    const places = createPlaces(root, source.text);
    const faults = [...document.errors, ...document.warnings];
    if (faults.some(({ message }) => message.includes('call stack'))) return fail(codes.tooComplex, tooDeep);
    const json = faults.length === 0 ? undefined : parseAsJson(source.text, faults);
    if (faults.length > 0 && json === undefined)
      return err(faults.slice(0, mostFaults).map((fault) => toDiagnostic(source, codes, fault)));
    const value = json === undefined ? (document.toJS({ maxAliasCount }) as JsonValue) : json.value;
    if (isDeeperThan(value, maxDepth)) {
      return fail(codes.tooComplex, `There are more than ${maxDepth} levels of nesting.`, places.spanAt([]));
    }
    return ok({ value, ...places });
  } catch (error) {
    // Deep nesting overflows the stack of the parser; an alias bomb is a ReferenceError.
    if (error instanceof RangeError) return fail(codes.tooComplex, tooDeep);
    if (error instanceof ReferenceError) {
      return fail(codes.tooComplex, `Aliases are unresolved or expand to more than ${maxAliasCount} copies.`);
    }
    throw error;
  }
}

/** JSON may be indented with tabs, which YAML refuses; a key that stands twice remains a fault. */
function parseAsJson(text: string, faults: readonly YAMLError[]): { readonly value: JsonValue } | undefined {
  if (faults.some(({ code }) => code === 'DUPLICATE_KEY')) return undefined;
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    return undefined;
  }
}

function toDiagnostic(source: SourceText, codes: YamlCodes, fault: YAMLError): Diagnostic {
  const start = Math.min(fault.pos[0], source.text.length);
  const span = { start, end: Math.min(Math.max(start, fault.pos[1]), source.text.length) };
  if (fault.code === 'DUPLICATE_KEY') {
    // The parser only says where the key starts; a quoted key may hold a colon.
    const key = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^:\n]*)/.exec(source.text.slice(start))?.[0].trim() ?? '';
    return createDiagnostic(codes.duplicateKey, {
      message: `The key ${key} stands twice in this mapping.`,
      source,
      span: { start, end: Math.max(span.end, start + key.length) },
    });
  }
  const message = fault.message.endsWith('.') ? fault.message : `${fault.message}.`;
  return createDiagnostic(codes.syntax, { message, source, span });
}

function createPlaces(root: Node | null, text: string): Pick<ParsedYaml, 'spanAt' | 'keySpanAt'> {
  const whole = { start: 0, end: text.length };
  const walk = (path: ValuePath): { readonly value: Span; readonly key: Span } => {
    let node: unknown = root;
    let found = { value: spanOf(root, text) ?? whole, key: spanOf(root, text) ?? whole };
    for (const step of path) {
      const child = childOf(node, step);
      if (child === undefined) break;
      node = child.value;
      const key = spanOf(child.key, text) ?? spanOf(child.value, text) ?? found.key;
      found = { value: spanOf(child.value, text) ?? key, key };
    }
    return found;
  };
  return { spanAt: (path) => walk(path).value, keySpanAt: (path) => walk(path).key };
}

function childOf(node: unknown, step: string | number): { readonly key: unknown; readonly value: unknown } | undefined {
  if (isSeq(node)) return typeof step === 'number' ? { key: undefined, value: node.items[step] } : undefined;
  if (!isMap(node)) return undefined;
  return node.items.find(
    (pair) => isPair(pair) && String(isScalar(pair.key) ? pair.key.value : pair.key) === String(step),
  );
}

function spanOf(node: unknown, text: string): Span | undefined {
  if (!isNode(node) || node.range === null || node.range === undefined) return undefined;
  const [start, valueEnd] = node.range;
  // A block goes on to the next line; what is shown ends with its last visible character.
  let end = valueEnd;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  // An empty value (`key:`) stands nowhere; its key is shown instead.
  return end > start ? { start, end } : undefined;
}
