import type { CaseReport, CoverageReport, SuiteReport, TestReport } from '../../../harness/index.ts';
import { plainStyle } from '../../style.ts';
import { counted, formatCount } from '../../words.ts';
import { missedText, shareOf } from '../coverage-text.ts';
import { failureLines } from '../failure-lines.ts';
import { headlineOf, isTrouble, percentText, placeText } from '../report-words.ts';
import { htmlText } from './html-text.ts';
import { pageStyle } from './page-style.ts';
import { rulesHtml } from './rule-html.ts';

/** A file of a page that stands in a folder. */
export interface PageFile {
  readonly name: string;
  readonly text: string;
}

/** A run as one self-contained page: no script, no network, nothing to load. O(size of the report). */
export function renderTestHtml(report: TestReport): string {
  return page(report, `<style>\n${pageStyle}</style>`, "'unsafe-inline'");
}

/** The same page with its style sheet beside it, for servers that refuse inline styles. */
export function testSiteFiles(report: TestReport): readonly PageFile[] {
  return [
    { name: 'index.html', text: page(report, '<link rel="stylesheet" href="style.css">', "'self'") },
    { name: 'style.css', text: pageStyle },
  ];
}

function page(report: TestReport, style: string, styleSource: string): string {
  const { coverage } = report;
  const headline = headlineOf(report);
  const troubles = report.suites.flatMap((suite) =>
    suite.cases.filter(isTrouble).map((entry) => troubleHtml(suite, entry)),
  );
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${styleSource}; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>tenantlab ${report.command}: ${htmlText(headline)}</title>`,
    style,
    '</head>',
    '<body>',
    '<a class="skip" href="#main">Skip to the results</a>',
    '<header>',
    `<h1>tenantlab ${report.command}: ${htmlText(headline)}</h1>`,
    `<p class="soft">${factsOf(report).map(htmlText).join(' · ')}</p>`,
    `<nav aria-label="Sections"><p>${linksOf(report, troubles.length)}</p></nav>`,
    '</header>',
    '<main id="main">',
    ...(coverage === undefined ? [] : [coverageCards(coverage)]),
    ...(troubles.length === 0 ? [] : ['<h2 id="troubles">Failed and undecided</h2>', ...troubles]),
    ...(coverage === undefined ? [] : [rulesHtml(coverage), untouchedHtml(coverage)]),
    filesHtml(report),
    '</main>',
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function factsOf({ tool, seed, semantics, summary }: TestReport): readonly string[] {
  return [
    tool,
    `${counted(summary.cases, 'case')} in ${counted(summary.suites, 'file')}`,
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    ...Object.entries(semantics).map(([name, value]) => `${name}=${value}`),
  ];
}

function linksOf({ coverage }: TestReport, troubles: number): string {
  return [
    ...(troubles > 0 ? ['<a href="#troubles">Failed and undecided</a>'] : []),
    ...(coverage === undefined ? [] : ['<a href="#rules">Rules</a>', '<a href="#untouched">Not touched</a>']),
    '<a href="#files">Files</a>',
  ].join(' · ');
}

function coverageCards(coverage: CoverageReport): string {
  const cards = (['leaves', 'groups', 'licenses'] as const).map((what) => {
    const share = shareOf(coverage[what]);
    const { covered, total } = coverage[what];
    const threshold = coverage.thresholds.find((candidate) => candidate.what === what);
    const isMissed = threshold?.ok === false;
    const words = { leaves: 'leaves decided both ways', groups: 'groups touched', licenses: 'group licenses touched' };
    const wanted = threshold === undefined ? '' : `, wanted ${threshold.least} %`;
    return [
      `<li><strong${isMissed ? ' class="bad"' : ''}>${percentText(share)}</strong>`,
      `${formatCount(covered)} of ${formatCount(total)} ${words[what]}${wanted}${isMissed ? ': missed' : ''}`,
      `<svg class="bar${isMissed ? ' missed' : ''}" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${percentText(share)}"><rect width="${share.toFixed(1)}" height="8"/></svg></li>`,
    ].join('\n');
  });
  const missed = coverage.thresholds
    .filter(({ ok }) => !ok)
    .map((threshold) => `<p class="bad">${htmlText(missedText(threshold, coverage, ' · '))}</p>`);
  return ['<ul class="cards">', ...cards, '</ul>', ...missed].join('\n');
}

function troubleHtml(suite: SuiteReport, entry: CaseReport): string {
  const place = entry.place === undefined ? (suite.file ?? suite.name) : placeText(entry.place);
  return [
    `<details open><summary><h3>${htmlText(entry.name)}</h3> <span class="bad">${entry.status}</span> <span class="soft">${htmlText(place)}</span></summary>`,
    `<pre tabindex="0">${failureLines(entry, plainStyle).map(htmlText).join('\n')}</pre>`,
    '</details>',
  ].join('\n');
}

function untouchedHtml({ untouchedGroups, untouchedLicenses }: CoverageReport): string {
  const list = (title: string, names: readonly string[]): string =>
    names.length === 0
      ? `<p>${title}: none.</p>`
      : `<p>${title}:</p>\n<ul>\n${names.map((name) => `<li>${htmlText(name)}</li>`).join('\n')}\n</ul>`;
  return [
    '<h2 id="untouched">Not touched</h2>',
    list('Groups that no case expects anything of', untouchedGroups),
    list('Group licenses that no case asked for', untouchedLicenses),
  ].join('\n');
}

function filesHtml({ suites }: TestReport): string {
  const rows = suites.map(({ file, name, cases }) => {
    const count = (status: CaseReport['status']): string =>
      formatCount(cases.filter((entry) => entry.status === status).length);
    const cells = [formatCount(cases.length), count('passed'), count('failed'), count('undecided')];
    return `<tr><th scope="row">${htmlText(file ?? name)}</th>${cells.map((cell) => `<td class="number">${cell}</td>`).join('')}</tr>`;
  });
  return [
    '<h2 id="files">Files</h2>',
    '<table><thead><tr><th scope="col">file</th><th scope="col" class="number">cases</th><th scope="col" class="number">passed</th><th scope="col" class="number">failed</th><th scope="col" class="number">undecided</th></tr></thead>',
    `<tbody>\n${rows.join('\n')}\n</tbody></table>`,
  ].join('\n');
}
