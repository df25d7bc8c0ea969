import type { DiagnosticDefinition } from '../definition.ts';

/** Faults of questions in SQL. */
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
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
