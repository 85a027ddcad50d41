import { type Html, html } from "./html.ts";

/** Everything that the page looks like. Colours have names of their own, so that dark and paper change only these. */
export const STYLE: Html = html`
:root {
  --paper: #fbfaf7; --card: #ffffff; --ink: #21252b; --muted: #686f78; --rule: #e6e3dc; --grid: #ecebe6;
  --observed: #2c5f8f; --usual: #8a8172; --band: rgba(138, 129, 114, .20); --cost: rgba(44, 95, 143, .13);
  --began: #686f78; --alarm: #b06f00; --stop: #b3373c; --restore: #2e7a50; --braked: rgba(179, 55, 60, .09);
  --on-badge: #ffffff; --code: #f4f2ec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --card: #1c2025; --ink: #e4e3de; --muted: #98a0a9; --rule: #2f343b; --grid: #292e35;
    --observed: #7db3e3; --usual: #a89f8f; --band: rgba(168, 159, 143, .20); --cost: rgba(125, 179, 227, .14);
    --began: #98a0a9; --alarm: #e0a642; --stop: #ef7b7b; --restore: #6fc491; --braked: rgba(239, 123, 123, .13);
    --on-badge: #15181c; --code: #22272d;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 58rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
h1 { margin: .1rem 0 .6rem; font-size: 1.9rem; line-height: 1.2; font-weight: 650; letter-spacing: -.015em; overflow-wrap: anywhere; }
h2 { margin: 3rem 0 1rem; font-size: 1.2rem; font-weight: 650; }
h3 { margin: 0 0 .5rem; font-size: 1.1rem; font-weight: 650; overflow-wrap: anywhere; }
p { margin: 0 0 .7rem; max-width: 46rem; }
ul { margin: 0 0 .7rem; padding-left: 1.15rem; max-width: 46rem; }
li { margin: 0 0 .3rem; }
.brand { margin: 0; color: var(--muted); font-size: .9rem; }
.muted, footer { color: var(--muted); font-size: .92rem; }
footer { margin-top: 3rem; }

.figures { display: flex; flex-wrap: wrap; gap: 1px; margin: 2rem 0 1.4rem;
  background: var(--rule); border: 1px solid var(--rule); border-radius: .6rem; overflow: hidden; }
.figures div { flex: 1 1 9rem; padding: .9rem 1rem 1rem; background: var(--card); }
.figures dt { color: var(--muted); font-size: .82rem; }
.figures dd { margin: 0; }
.figures b { display: block; font-size: 1.55rem; font-weight: 600; letter-spacing: -.01em; font-variant-numeric: tabular-nums; }
.figures span { color: var(--muted); font-size: .82rem; }

.incident { margin: 0 0 1.5rem; padding: 1.3rem 1.4rem 1rem; background: var(--card); border: 1px solid var(--rule); border-radius: .6rem; }
.number { display: inline-block; min-width: 1.6em; margin-right: .5rem; color: var(--muted); font-weight: 500; }
.tag { margin-left: .35rem; padding: .1rem .5rem; border: 1px solid; border-radius: 1rem; font-size: .74rem; font-weight: 550; white-space: nowrap; vertical-align: .12em; }
.tag.stop { color: var(--stop); } .tag.alarm { color: var(--alarm); }
.facts { display: flex; flex-wrap: wrap; gap: .5rem 1.9rem; margin: 1rem 0 1.2rem; }
.facts dt { color: var(--muted); font-size: .82rem; }
.facts dd { margin: 0; font-variant-numeric: tabular-nums; }
.evidence { margin-top: .9rem; color: var(--muted); font-size: .88rem; }

.plot { margin: 0 0 1rem; }
.plot figcaption { margin: 0 0 .5rem; color: var(--muted); font-size: .82rem; overflow-wrap: anywhere; }
.frame { position: relative; height: 11rem; margin: calc(var(--rows) * 1.35rem + .3rem) 1rem 2rem 3.9rem; }
.incident .plot + .plot .frame { height: 7rem; }
.strips .frame { height: 5.5rem; }
.frame svg { display: block; width: 100%; height: 100%; overflow: visible; }
.frame path, .frame rect { vector-effect: non-scaling-stroke; fill: none; }
.grid { stroke: var(--grid); stroke-width: 1; }
.frame .observed { stroke: var(--observed); stroke-width: 1.6; stroke-linejoin: round; }
.frame .usual { stroke: var(--usual); stroke-width: 1.3; stroke-dasharray: 4 3; }
.frame .usual-band { fill: var(--band); } .frame .cost-area { fill: var(--cost); } .frame .braked { fill: var(--braked); }
.mark { stroke-width: 1.2; }
.mark.began { stroke: var(--began); stroke-dasharray: 2 3; } .mark.alarm { stroke: var(--alarm); }
.mark.stop { stroke: var(--stop); } .mark.restore { stroke: var(--restore); }
.strips .mark { stroke-opacity: .55; }
.value, .time { position: absolute; color: var(--muted); font-size: .75rem; line-height: 1; font-variant-numeric: tabular-nums; white-space: nowrap; }
.value { right: 100%; margin-right: .5rem; transform: translateY(-50%); }
.strips .value:nth-child(even) { display: none; }
.time { top: 100%; margin-top: .5rem; transform: translateX(-50%); }
.badge { display: inline-block; min-width: 1.25rem; height: 1.15rem; padding: 0 .28rem; border-radius: .3rem; color: var(--on-badge);
  font-size: .7rem; font-weight: 650; line-height: 1.15rem; text-align: center; text-decoration: none; }
.frame .badge { position: absolute; top: calc((var(--row) - var(--rows)) * 1.35rem); transform: translateX(-50%); }
.badge.began { background: var(--began); } .badge.alarm { background: var(--alarm); }
.badge.stop { background: var(--stop); } .badge.restore { background: var(--restore); }
.key { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: 0; padding: 0; list-style: none; max-width: none; color: var(--muted); font-size: .8rem; }
.key li { margin: 0; display: flex; align-items: center; gap: .4rem; }
.sample { display: inline-block; width: 1.5rem; height: 0; border-top: 2px solid; }
.sample.observed { border-color: var(--observed); } .sample.braked { height: .8rem; border: 0; background: var(--braked); outline: 1px solid var(--rule); }
.sample.usual { height: .8rem; border: 0; background: linear-gradient(var(--usual), var(--usual)) center / 100% 1.5px no-repeat, var(--band); }

pre { margin: 0 0 .9rem; padding: .9rem 1.1rem; background: var(--code); border: 1px solid var(--rule); border-radius: .5rem; overflow-x: auto; font-size: .86rem; line-height: 1.5; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--rule); text-align: right; font-weight: 400; }
th:first-child { text-align: left; overflow-wrap: anywhere; }
thead th { color: var(--muted); font-size: .82rem; }

@media (max-width: 40rem) {
  body { padding: 1.5rem .9rem 3rem; }
  h1 { font-size: 1.5rem; }
  .figures { display: grid; grid-template-columns: 1fr 1fr; }
  .figures div:first-child:nth-last-child(odd) { grid-column: 1 / -1; }
  .incident { padding: 1.1rem .9rem .8rem; }
  .facts { display: grid; grid-template-columns: 1fr 1fr; }
  .frame { margin-left: 3.3rem; }
  .spare { display: none; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --muted: #444; --rule: #ccc; --grid: #e4e4e4; --observed: #1d4d7c; --usual: #6b6355;
    --band: rgba(107, 99, 85, .22); --cost: rgba(29, 77, 124, .12); --began: #444; --alarm: #8a5600; --stop: #9b2a2f; --restore: #20613d;
    --braked: rgba(155, 42, 47, .1); --on-badge: #fff; --code: #fff; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .incident .frame { height: 8.5rem; } .incident .plot + .plot .frame { height: 5.5rem; }
  h2 { margin-top: 2rem; }
  .incident, .plot, .figures, tr, pre { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  pre { white-space: pre-wrap; }
}
`;
