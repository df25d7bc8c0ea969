import { diagnosticPages } from './diagnostic-pages.ts';
import type { GeneratedFile } from './document.ts';
import { parityPage } from './parity-page.ts';
import { semanticsPage } from './semantics-page.ts';

/** Every generated document of the project. */
export function generatedFiles(root: string): readonly GeneratedFile[] {
  return [...diagnosticPages(), semanticsPage(), parityPage(root)];
}
