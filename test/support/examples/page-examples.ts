import { readFileSync } from 'node:fs';

/** One piece of a page that can be run: a file to be written, or a command. */
export type PageExample =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'command'; readonly words: readonly string[]; readonly exitCode: number };

/**
 * The examples of a page, in order: fences whose first line is a comment with a file name, and the lines of `sh` fences, which may end
 * in `# exit code N`.
 */
export function pageExamples(path: string): readonly PageExample[] {
  const page = readFileSync(path, 'utf8');
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, language = '', body = '']): PageExample[] => {
    if (language === 'sh') return body.trim().split('\n').map(readCommand);
    const name = /^(?:#|\/\/) (\S+\.\w+)\n/.exec(body)?.[1];
    return name === undefined ? [] : [{ kind: 'file', name, text: body }];
  });
}

function readCommand(line: string): PageExample {
  const [, command = '', code = '0'] = /^(.*?)(?:\s+# exit code (\d+))?$/.exec(line) ?? [];
  return { kind: 'command', words: command.split(' '), exitCode: Number(code) };
}
