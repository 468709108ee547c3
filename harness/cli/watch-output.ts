/** The streams that a process prints to. */
type Output = Pick<NodeJS.Process, 'stdout' | 'stderr'>;

/**
 * Handles errors of printing. The reader of a pipe may close it early, as `head` does: nothing more
 * is printed then, but the command continues to its end, so that its files are complete and its
 * exit code is its verdict.
 *
 * @param onFailure called for other errors, such as a full disk
 */
export function watchOutput(
  { stdout, stderr }: Output,
  onFailure: (cause: Error, name: string) => void,
): void {
  const watch = (stream: NodeJS.WriteStream, name: string): void => {
    stream.on('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EPIPE') onFailure(cause, name);
    });
  };
  watch(stdout, 'stdout');
  watch(stderr, 'stderr');
}
