import { type SaxesTagPlain, SaxesParser } from 'saxes';

/** An element of a document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** What the schema of JUnit reports that Jenkins publishes (junit-10.xsd, a superset of Ant's) says about one element. */
interface ElementRule {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly children: readonly string[];
  readonly hasText: boolean;
}

const outcome: ElementRule = { required: [], optional: ['type', 'message'], children: [], hasText: true };
const seconds = /^\d+(?:\.\d+)?$/;
const wholeNumber = /^\d+$/;

const rules: Readonly<Record<string, ElementRule>> = {
  testsuites: {
    required: [],
    optional: ['name', 'time', 'tests', 'failures', 'errors'],
    children: ['testsuite'],
    hasText: false,
  },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'],
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
    hasText: false,
  },
  properties: { required: [], optional: [], children: ['property'], hasText: false },
  property: { required: ['name', 'value'], optional: [], children: [], hasText: false },
  testcase: {
    required: ['name'],
    optional: ['time', 'classname', 'group'],
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
    hasText: false,
  },
  failure: outcome,
  error: outcome,
  skipped: outcome,
  'system-out': { required: [], optional: [], children: [], hasText: true },
  'system-err': { required: [], optional: [], children: [], hasText: true },
};

/** Parses XML strictly. Throws at the first thing that is not well-formed, such as a character that XML cannot hold. */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser();
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    const element: XmlElement = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (part) => {
    const holder = open.at(-1);
    if (holder !== undefined) holder.text += part;
  });
  parser.write(text).close();
  const [first] = root.children;
  if (first === undefined) throw new Error('There is no element.');
  return first;
}

/** What in a document is not as the schema wants it, and counts that do not agree with what is there; empty when all is well. */
export function junitFaults(root: XmlElement): readonly string[] {
  return root.name === 'testsuites' ? check(root) : [`the root is <${root.name}>`];
}

function check(element: XmlElement): readonly string[] {
  const { name, attributes, children, text } = element;
  const rule = rules[name];
  if (rule === undefined) return [`<${name}> is not known`];
  const known = [...rule.required, ...rule.optional];
  const counts = ['tests', 'failures', 'errors', 'skipped'].filter((key) => attributes[key] !== undefined);
  return [
    ...rule.required.filter((key) => attributes[key] === undefined).map((key) => `<${name}> has no ${key}`),
    ...Object.keys(attributes).flatMap((key) => (known.includes(key) ? [] : [`<${name}> may have no ${key}`])),
    ...children.flatMap((child) => (rule.children.includes(child.name) ? [] : [`<${name}> holds <${child.name}>`])),
    ...(rule.hasText || text.trim() === '' ? [] : [`<${name}> holds text`]),
    ...counts.flatMap((key) => (wholeNumber.test(attributes[key] ?? '') ? [] : [`${key} is no number`])),
    ...(attributes['time'] === undefined || seconds.test(attributes['time']) ? [] : ['time is no number']),
    ...(counts.length > 0 ? countFaults(element) : []),
    ...children.flatMap(check),
  ];
}

function countFaults(element: XmlElement): readonly string[] {
  const cases = casesOf(element);
  const having = (child: string): number =>
    cases.filter(({ children }) => children.some(({ name }) => name === child)).length;
  const actual = {
    tests: cases.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
  };
  return Object.entries(actual).flatMap(([key, count]) => {
    const stated = element.attributes[key];
    return stated === undefined || Number(stated) === count
      ? []
      : [`<${element.name}> states ${key}="${stated}" but has ${count}`];
  });
}

/** All test cases below an element. */
export function casesOf({ name, children }: XmlElement): readonly XmlElement[] {
  return name === 'testcase' ? [] : children.flatMap((child) => (child.name === 'testcase' ? [child] : casesOf(child)));
}
