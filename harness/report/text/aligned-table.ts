/** The widest column, in characters; a longer cell sticks out. */
const WIDEST = 120;

/**
 * Cells in columns.
 *
 * @param isNumber whether a column holds numbers, which are aligned right; default: from the third
 * column on
 */
export function alignedTable(
  rows: readonly (readonly string[])[],
  isNumber: (column: number) => boolean = (column) => column >= 2,
): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((width, row) => Math.min(WIDEST, Math.max(width, row[column]?.length ?? 0)), 0),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
