/** How long a step takes. */
export async function milliseconds(step) {
  const started = performance.now();
  await step();
  return performance.now() - started;
}
