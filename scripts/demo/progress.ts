import { SingleBar } from "cli-progress";
import { MINUTES_PER_DAY } from "./day-length.ts";

/** Tells on standard error how far the day is; standard output stays for what the demo is about. */
export type Progress = { minutesPlayed(minutes: number): void; say(line: string): void; stop(): void };

/** A bar on a terminal, a line every three simulated hours elsewhere. */
export function showProgress(toTerminal: boolean): Progress {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  if (!toTerminal)
    return {
      minutesPlayed: (minutes) => {
        if (minutes % 180 === 0) say(`played ${minutes / 60} of 24 h`);
      },
      say,
      stop: () => undefined,
    };
  let bar: SingleBar | undefined;
  const stop = (): void => {
    bar?.stop();
    bar = undefined;
  };
  return {
    minutesPlayed: (minutes) => {
      const shown = { time: timeOf(minutes) };
      if (bar !== undefined) return bar.update(minutes, shown);
      bar = new SingleBar({
        stream: process.stderr,
        format: "{bar} {time} UTC",
        barsize: 48,
        hideCursor: true,
        clearOnComplete: true,
        linewrap: false,
      });
      bar.start(MINUTES_PER_DAY, minutes, shown);
    },
    say: (line) => {
      stop();
      say(line);
    },
    stop,
  };
}

const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
