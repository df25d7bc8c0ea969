import type { ConformanceSection } from '../../src/harness/index.ts';
import { conformanceSections, suiteVersion } from './suite.ts';

/** The files of the suite, by path from the root of the project. One case per line, so that a change shows as one line. */
export function conformanceFiles(): readonly { readonly path: string; readonly text: string }[] {
  const sections = conformanceSections();
  const manifest = {
    formatVersion: '1.0',
    suiteVersion,
    sections: sections.map((section) => ({
      section: section.id,
      title: section.title,
      file: fileOf(section),
      cases: section.cases.length,
    })),
  };
  return [
    { path: 'fixtures/conformance/manifest.json', text: `${JSON.stringify(manifest, undefined, 2)}\n` },
    ...sections.map((section) => ({ path: `fixtures/conformance/${fileOf(section)}`, text: textOf(section) })),
  ];
}

function fileOf({ id }: ConformanceSection): string {
  return `${id}.json`;
}

function textOf({ id, title, kind, cases }: ConformanceSection): string {
  const head = JSON.stringify({ formatVersion: '1.0', section: id, title, kind }).slice(0, -1);
  return `${head},"cases":[\n${cases.map((each) => JSON.stringify(each)).join(',\n')}\n]}\n`;
}
