import type { PlanDocument } from '../plan/index.ts';

/** Entries of a long list in one piece of text: a document of a million effects is longer than a string may be. */
const entriesPerPiece = 1000;

/**
 * The plan as JSON in pieces, to be written one after the other: two blanks of indentation for the document, one line for each
 * membership and undecided entry. Equal plans give equal texts.
 */
export function* planJsonPieces(plan: PlanDocument): Generator<string> {
  const fields = Object.entries(plan);
  yield '{\n';
  for (const [index, [name, value]] of fields.entries()) {
    yield `  ${JSON.stringify(name)}: `;
    if (name === 'effects') yield* effectPieces(plan.effects);
    else yield indented(value, '  ');
    yield index === fields.length - 1 ? '\n' : ',\n';
  }
  yield '}\n';
}

/** The plan as one JSON text, see {@link planJsonPieces}. */
export function renderPlanJson(plan: PlanDocument): string {
  return [...planJsonPieces(plan)].join('');
}

function* effectPieces(effects: PlanDocument['effects']): Generator<string> {
  const fields: readonly (readonly [string, unknown])[] = Object.entries(effects);
  yield '{\n';
  for (const [index, [name, value]] of fields.entries()) {
    yield `    ${JSON.stringify(name)}: `;
    if (Array.isArray(value)) yield* listPieces(value);
    else yield indented(value, '    ');
    yield index === fields.length - 1 ? '\n' : ',\n';
  }
  yield '  }';
}

function* listPieces(list: readonly unknown[]): Generator<string> {
  if (list.length === 0) {
    yield '[]';
    return;
  }
  yield '[\n';
  for (let first = 0; first < list.length; first += entriesPerPiece) {
    const lines = list.slice(first, first + entriesPerPiece).map((entry) => `      ${JSON.stringify(entry)}`);
    yield lines.join(',\n') + (first + entriesPerPiece < list.length ? ',\n' : '\n');
  }
  yield '    ]';
}

function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${indent}`);
}
