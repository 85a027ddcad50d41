import type { EpochMs } from "../domain/time.ts";
import { type Html, html, NOTHING } from "./html.ts";
import { timeTicks, valueTicks } from "./ticks.ts";
import { day, timeOfDay } from "./times.ts";

/** The drawing area has this many units across and down; the page stretches it to whatever room there is. */
const WIDTH = 1_000;
const HEIGHT = 100;
const MOST_TIME_TICKS = 8;

export type Scale = { readonly fromMs: EpochMs; readonly untilMs: EpochMs; readonly top: number };

/** A moment that the plot points out: one letter, since colour alone tells some readers nothing. */
export type Mark = {
  readonly atMs: EpochMs;
  readonly letter: string;
  readonly kind: "began" | "alarm" | "stop" | "restore";
  /** Where on the page more is said of it, such as `#incident-1`. */
  readonly anchor?: string;
};

export type PlotInput = {
  readonly scale: Scale;
  /** What the drawing shows, for who cannot see it. */
  readonly description: string;
  /** Above the axis, with its unit. */
  readonly title: string;
  readonly formatValue: (value: number) => string;
  /** What is drawn, in order from back to front; made by the functions below. */
  readonly drawing: readonly Html[];
  readonly marks: readonly Mark[];
};

/**
 * A plot that fits any width without a script: the drawing is stretched, and what is written stands beside it as text of
 * its own size.
 */
export function plot(input: PlotInput): Html {
  const { scale, title, description, drawing, marks } = input;
  const badges = placed(marks, scale);
  return html`<figure class="plot">
<figcaption>${title}</figcaption>
<div class="frame" style="--rows:${Math.max(0, ...badges.map(({ row }) => row + 1))}">
${valueTicks(scale.top).map((value) => valueLabel(value, input))}
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${description}">
${valueTicks(scale.top).map((value) => gridLine(value, scale))}
${drawing}
${marks.map((mark) => markLine(mark, scale))}
</svg>
${badges.map(badge)}
${timeTicks(scale.fromMs, scale.untilMs, MOST_TIME_TICKS).map((atMs, index) => timeLabel(atMs, index, scale))}
</div>
</figure>`;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
const across = (atMs: EpochMs, { fromMs, untilMs }: Scale): number =>
  (WIDTH * (atMs - fromMs)) / Math.max(1, untilMs - fromMs);
const down = (value: number, { top }: Scale): number =>
  HEIGHT - (HEIGHT * Math.min(Math.max(0, value), top)) / top;

export type CurvePoint = { readonly atMs: EpochMs; readonly value: number };

const pathOf = (points: readonly CurvePoint[], scale: Scale): string =>
  points
    .map(
      ({ atMs, value }, index) =>
        `${index === 0 ? "M" : "L"}${round(across(atMs, scale))} ${round(down(value, scale))}`,
    )
    .join("");

/** A line through the points. @param look class of the style sheet */
export const curve = (points: readonly CurvePoint[], scale: Scale, look: string): Html =>
  points.length === 0 ? NOTHING : html`<path class="${look}" d="${pathOf(points, scale)}"/>`;

/** The area between two curves over the same times. */
export function band(
  high: readonly CurvePoint[],
  low: readonly CurvePoint[],
  scale: Scale,
  look: string,
): Html {
  if (high.length === 0) return NOTHING;
  const back = pathOf([...low].reverse(), scale).replace("M", "L");
  return html`<path class="${look}" d="${pathOf(high, scale)}${back}Z"/>`;
}

/** The area below a curve. */
export const area = (points: readonly CurvePoint[], scale: Scale, look: string): Html =>
  band(
    points,
    points.map((point) => ({ ...point, value: 0 })),
    scale,
    look,
  );

/** A time that is shaded from top to bottom. */
export function span(fromMs: EpochMs, untilMs: EpochMs, scale: Scale, look: string): Html {
  const left = Math.max(0, across(fromMs, scale));
  const right = Math.min(WIDTH, across(untilMs, scale));
  return html`<rect class="${look}" x="${round(left)}" y="0" width="${round(Math.max(0, right - left))}" height="${HEIGHT}"/>`;
}

const gridLine = (value: number, scale: Scale): Html =>
  html`<path class="grid" d="M0 ${round(down(value, scale))}H${WIDTH}"/>`;

const markLine = ({ atMs, kind }: Mark, scale: Scale): Html =>
  html`<path class="mark ${kind}" d="M${round(across(atMs, scale))} 0V${HEIGHT}"/>`;

const percent = (atMs: EpochMs, scale: Scale): string => round((100 * across(atMs, scale)) / WIDTH);

const valueLabel = (value: number, { scale, formatValue }: PlotInput): Html =>
  html`<span class="value" style="top:${round(down(value, scale))}%">${formatValue(value)}</span>`;

/** Every other label gives way on a narrow screen. */
function timeLabel(atMs: EpochMs, index: number, scale: Scale): Html {
  const time = timeOfDay(atMs);
  const text = time === "00:00" ? day(atMs).slice(5) : time;
  return html`<span class="time${index % 2 === 1 ? " spare" : ""}" style="left:${percent(atMs, scale)}%">${text}</span>`;
}

/** Closer than this, in percent of the width, two badges would cover each other. */
const BADGE_PERCENT = 6;

type Placed = Mark & { readonly leftPercent: number; readonly row: number };

/** Each badge in the first row that has room for it; rows stand above the drawing, which they must not cover. */
function placed(marks: readonly Mark[], scale: Scale): readonly Placed[] {
  const ends: number[] = [];
  return marks
    .filter(({ letter }) => letter !== "")
    .map((mark) => {
      const leftPercent = Number(percent(mark.atMs, scale));
      const free = ends.findIndex((end) => end <= leftPercent);
      const row = free === -1 ? ends.length : free;
      ends[row] = leftPercent + BADGE_PERCENT;
      return { ...mark, leftPercent, row };
    });
}

function badge({ kind, letter, anchor, leftPercent, row }: Placed): Html {
  const look = `badge ${kind}`;
  const place = `left:${leftPercent}%;--row:${row}`;
  return anchor === undefined
    ? html`<span class="${look}" style="${place}">${letter}</span>`
    : html`<a class="${look}" style="${place}" href="${anchor}">${letter}</a>`;
}
