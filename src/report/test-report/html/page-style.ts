/** The style sheet of pages: colours of both schemes, print, visible focus. Colour never says anything alone. */
export const pageStyle = `:root {
  color-scheme: light dark;
  --page: #ffffff; --text: #1b1f24; --soft: #57606a; --line: #d0d7de; --panel: #f6f8fa;
  --good: #1a7f37; --good-back: #dafbe1; --half: #7d4e00; --half-back: #fff3c4; --bad: #b3261e; --bad-back: #ffe3e0; --link: #0757ba;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --text: #e6edf3; --soft: #9da7b3; --line: #30363d; --panel: #161b22;
    --good: #56d364; --good-back: #12361f; --half: #e3b341; --half-back: #3d2e00; --bad: #ff8f85; --bad-back: #4a1512; --link: #79b8ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { position: static; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1rem; margin: 0; display: inline; }
p, ul { margin: .5rem 0; }
.soft { color: var(--soft); }
.good { color: var(--good); } .half { color: var(--half); } .bad { color: var(--bad); }
code, pre, .rule { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875rem; }
.cards { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; list-style: none; }
.cards li { border: 1px solid var(--line); border-radius: 8px; background: var(--panel); padding: .6rem .9rem; min-width: 11rem; flex: 1; }
.cards strong { display: block; font-size: 1.35rem; }
.bar { display: block; width: 100%; height: 8px; margin-top: .35rem; border-radius: 4px; background: var(--line); fill: var(--good); }
.bar.missed { fill: var(--bad); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
td.number, th.number { text-align: right; white-space: nowrap; }
details { border: 1px solid var(--line); border-radius: 8px; margin: .5rem 0; background: var(--panel); }
summary { cursor: pointer; padding: .5rem .8rem; overflow-wrap: anywhere; }
details > :not(summary) { margin: 0 .8rem .8rem; }
pre, .rule { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; line-height: 1.9; }
pre { white-space: pre; overflow-x: auto; line-height: 1.4; }
mark, mark.half { color: inherit; } mark { border-radius: 4px; padding: .1rem .25rem; border-bottom: 2px solid; }
mark.both { background: var(--good-back); border-color: var(--good); }
mark.half { background: var(--half-back); border-color: var(--half); }
mark.none { background: var(--bad-back); border-color: var(--bad); border-bottom-style: dashed; }
sup { font-size: .7rem; color: var(--soft); margin-left: .15rem; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  .skip { display: none; }
  details, .cards li { break-inside: avoid; background: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
