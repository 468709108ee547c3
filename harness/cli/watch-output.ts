/** The streams that a process prints to. */
type Output = Pick<NodeJS.Process, 'stdout' | 'stderr'>;

/**
 * Takes care of what goes wrong while a process prints. Whoever reads a pipe may close it when it
 * has enough, as `head` does: nothing more is printed then, and the command goes on to its end, so
 * that what it writes is whole and its exit code is its verdict.
 *
 * @param onFailure told of all else, such as a full disk
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
