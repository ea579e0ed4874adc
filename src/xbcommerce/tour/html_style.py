"""How the report looks: one style sheet, for light and dark, screen and paper, wide and narrow."""

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #fcfcfa; --card: #ffffff; --ink: #1d2330; --soft: #5b6472; --rule: #dfe2e6; --wash: #f3f4f1;
  --accent: #0063a8; --good: #00694a; --bad: #b3261e; --quiet: #7b8794; --on-series: #ffffff;
  --series-1: #0063a8; --series-2: #a84300; --series-3: #00694a;
  --series-4: #8a4077; --series-5: #7a5a00; --series-6: #4a5868;
  --faint: rgba(29, 35, 48, .16); --shade: rgba(29, 35, 48, .09);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171c; --card: #1a1e25; --ink: #e6e8eb; --soft: #a3acb8; --rule: #323944; --wash: #20252d;
    --accent: #6cb8f0; --good: #55c79f; --bad: #ff9a8f; --quiet: #8793a1; --on-series: #14171c;
    --series-1: #63b4ee; --series-2: #f2995a; --series-3: #55c79f;
    --series-4: #d79ac8; --series-5: #dfb950; --series-6: #a9b6c4;
    --faint: rgba(230, 232, 235, .2); --shade: rgba(230, 232, 235, .12);
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink); line-height: 1.6; font-size: 16px;
  font-family: system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif;
  font-variant-numeric: lining-nums; overflow-wrap: break-word;
}
:lang(zh-Hans) body, body:lang(zh-Hans) {
  font-family: system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei",
    "Noto Sans CJK SC", sans-serif; line-height: 1.75;
}
:lang(zh-Hant) body, body:lang(zh-Hant) {
  font-family: system-ui, -apple-system, "Segoe UI", "PingFang TC", "Microsoft JhengHei",
    "Noto Sans CJK TC", sans-serif; line-height: 1.75;
}
.frame { max-width: 1240px; margin: 0 auto; padding: 0 24px; }
header { padding: 72px 0 40px; border-bottom: 1px solid var(--rule); margin-bottom: 48px; }
h1 {
  font-size: clamp(28px, 4.6vw, 44px); line-height: 1.15; letter-spacing: -.02em; font-weight: 680;
  margin: 0 0 14px; max-width: 22em; text-wrap: balance;
}
header p { color: var(--soft); font-size: 18px; max-width: 46em; margin: 0; text-wrap: pretty; }
.body { display: grid; grid-template-columns: 250px minmax(0, 1fr); gap: 64px; align-items: start; }
nav { position: sticky; top: 32px; max-height: calc(100vh - 64px); overflow-y: auto; font-size: 14px; }
nav ol { list-style: none; margin: 0; padding: 0; counter-reset: scene; }
nav a {
  display: grid; grid-template-columns: 2.2em 1fr; padding: 6px 0; color: var(--soft);
  text-decoration: none; line-height: 1.45; border-radius: 4px;
}
nav a::before {
  counter-increment: scene; content: counter(scene); font-variant-numeric: tabular-nums; opacity: .7;
}
nav a:hover { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
main { counter-reset: scene; padding-bottom: 40px; }
section { margin: 0 0 80px; scroll-margin-top: 24px; counter-increment: scene; }
h2 {
  font-size: 25px; line-height: 1.3; letter-spacing: -.012em; font-weight: 650; margin: 0 0 22px;
  display: flex; gap: 14px; align-items: baseline; text-wrap: balance;
}
h2::before {
  content: counter(scene); font-size: 15px; font-weight: 600; color: var(--accent);
  font-variant-numeric: tabular-nums; min-width: 1.2em;
}
p { margin: 0 0 10px; max-width: 46em; text-wrap: pretty; }
p.good, p.bad { display: grid; grid-template-columns: 1.5em 1fr; font-weight: 600; }
p.good { color: var(--good); }
p.bad { color: var(--bad); }
p.quiet { color: var(--soft); font-size: 15px; }
ul.why {
  list-style: none; margin: 4px 0 26px; padding: 4px 0 4px 22px; border-left: 3px solid var(--rule);
  max-width: 48em; color: var(--soft); font-size: 15px;
}
ul.why li { margin: 0 0 6px; padding-left: 1em; text-indent: -1em; }
ul.why li::before { content: "·"; display: inline-block; width: 1em; text-indent: 0; }
ul.why li.deeper { margin-left: 1.4em; }
ul.why li:last-child { margin-bottom: 0; }
figure { margin: 30px 0 36px; }
figure.drawing {
  background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 20px 24px 16px;
}
figcaption { font-weight: 600; font-size: 15px; margin-bottom: 14px; text-wrap: balance; }
.scroll {
  overflow-x: auto; -webkit-overflow-scrolling: touch;
  background: linear-gradient(to right, var(--paper) 45%, transparent) left / 48px 100% no-repeat local,
    linear-gradient(to left, var(--paper) 45%, transparent) right / 48px 100% no-repeat local,
    linear-gradient(to right, var(--shade), transparent) left / 16px 100% no-repeat scroll,
    linear-gradient(to left, var(--shade), transparent) right / 16px 100% no-repeat scroll;
}
.drawing svg { display: block; width: 100%; max-width: 800px; height: auto; font-family: inherit; }
.narrow { display: none; }
table { border-collapse: collapse; font-size: 14.5px; line-height: 1.5; min-width: 50%; }
th, td {
  padding: 9px 28px 9px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule);
}
th:last-child, td:last-child { padding-right: 0; }
thead th {
  font-weight: 600; font-size: 13px; color: var(--soft); vertical-align: bottom;
  border-bottom: 1.5px solid var(--quiet); min-width: 4.6em;
}
tbody th { font-weight: 600; }
.words { min-width: 12em; max-width: 28em; }
.tight { white-space: nowrap; }
.right { text-align: right; font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; }
tbody tr:hover { background: var(--wash); }
footer {
  border-top: 1px solid var(--rule); padding: 28px 0 72px; color: var(--soft); font-size: 14px;
}
footer p { margin: 0 0 6px; max-width: 60em; }
@media (max-width: 960px) {
  .body { display: block; }
  nav { position: static; max-height: none; margin: 0 0 56px; font-size: 15px; }
  header { padding: 44px 0 28px; margin-bottom: 32px; }
}
@media (max-width: 560px) {
  .frame { padding: 0 18px; }
  section { margin-bottom: 60px; }
  h2 { font-size: 22px; gap: 10px; }
  figure.drawing { padding: 16px 14px 12px; }
  header p { font-size: 17px; }
  .words { min-width: 19em; }
  .wide { display: none; }
  .narrow { display: block; }
}
@media print {
  :root {
    --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --rule: #bbb; --wash: #fff; --accent: #000;
    --good: #00694a; --bad: #b3261e; --quiet: #777; --on-series: #fff; --series-1: #0063a8;
    --series-2: #a84300; --series-3: #00694a; --series-4: #8a4077; --series-5: #7a5a00; --series-6: #4a5868;
  }
  body { font-size: 10.5pt; }
  .frame { max-width: none; padding: 0; }
  .body { display: block; }
  nav { position: static; max-height: none; margin-bottom: 24pt; }
  header { padding: 0 0 18pt; margin-bottom: 18pt; }
  section { margin-bottom: 28pt; }
  h2, figcaption { break-after: avoid; }
  figure, tr, ul.why li { break-inside: avoid; }
  figure.table { break-inside: auto; }
  .drawing svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .scroll { overflow: visible; background: none; }
  .wide { display: block; }
  .narrow { display: none; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
"""
