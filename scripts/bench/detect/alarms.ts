/**
 * Rows at which a person is disturbed. Alarms at most `mergeRows` apart are one episode; an episode counts once per
 * started hour, so that an alarm which never ends is 168 a week and not one.
 * @param isFlagged whether `row` alarms, for `row` from 0 to `rows`
 */
export function alarmRows(
  isFlagged: (row: number) => boolean,
  rows: number,
  mergeRows: number,
  rowsPerHour: number,
): number[] {
  const alarms: number[] = [];
  let episodeFrom = 0;
  let lastFlagged = Number.NEGATIVE_INFINITY;
  const closeEpisode = (): void => {
    for (let row = episodeFrom; row <= lastFlagged; row += rowsPerHour) alarms.push(row);
  };
  for (let row = 0; row < rows; row++) {
    if (!isFlagged(row)) continue;
    if (row - lastFlagged > mergeRows) {
      closeEpisode();
      episodeFrom = row;
    }
    lastFlagged = row;
  }
  closeEpisode();
  return alarms;
}
