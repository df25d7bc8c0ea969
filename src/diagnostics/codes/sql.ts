import type { DiagnosticDefinition } from '../definition.ts';

/** Faults of questions in SQL, and why a rule has no exact form in an SQL dialect. */
export const sqlCodes = {
  'sql/read-only': {
    severity: 'error',
    title: 'A statement that is no question',
    explanation:
      'tenantlab sql only reads. A tenant is changed by a plan, so that the change log knows who did what and why; a statement that changes something, or returns nothing, is refused before it runs.',
    wrong: "UPDATE users SET department = 'Sales'",
    right: "SELECT id FROM users WHERE department = 'Sales'",
  },
  'sql/refused': {
    severity: 'error',
    title: 'SQLite does not accept the statement',
    explanation:
      'The message is that of SQLite. Tables, views and functions are listed in docs/reference/sql.md and docs/reference/database.md.',
    wrong: 'SELECT userPrincipalName FORM users',
    right: 'SELECT userPrincipalName FROM users',
  },
  'sql/equal-names': {
    severity: 'error',
    title: 'Two columns of one name in a JSON object',
    explanation:
      'With --json every row is an object, in which a name stands for one value; of two columns with the same name one would be lost. Give them names of their own, or ask for a table or CSV, which show both.',
    wrong: 'SELECT u.id, g.id FROM users u, groups g',
    right: 'SELECT u.id AS userId, g.id AS groupId FROM users u, groups g',
  },
  'sql/placeholder': {
    severity: 'error',
    title: 'A statement with a placeholder',
    explanation:
      'A placeholder (?, ?1, :name, @name, $name) stands for a value that a program gives; tenantlab sql has none to give. Rules exported as SQL have placeholders unless they are exported with --literals.',
    wrong: 'SELECT id FROM users WHERE department = ?1',
    right: "SELECT id FROM users WHERE department = 'Sales'",
  },
  'sql/pattern': {
    severity: 'error',
    title: 'A pattern has no exact form in this SQL dialect',
    explanation:
      'The engine would read the regular expression in another way than -match does, or there is no proof that it would not. Nothing is approximated, so the rule is not exported. docs/reference/sql-export.md lists what can be; the dialect sqlite takes every pattern, with a function of this program.',
    wrong: 'user.displayName -match "\\bboss\\b"',
    right: 'user.displayName -match "^boss "',
  },
  'sql/text-order': {
    severity: 'error',
    title: 'An SQL engine orders texts in another way',
    explanation:
      '-ge and -le on texts (semantics option text-order-operators) compare code units without regard to case. Only the dialect sqlite can, with a function of this program.',
  },
  'sql/text': {
    severity: 'error',
    title: 'A text that SQL cannot hold',
    explanation:
      'The rule compares with a text that holds U+0000 or half a surrogate pair. Databases keep UTF-8, which has no form for the latter, and some end a text at the former.',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
