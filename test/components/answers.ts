/** The body of a component-style call that succeeded. */
export function succeeded(result: string) {
  return { success: true, result, error_type: null };
}

/** The body of a component-style call that did not. */
export function failed(error_type: string, result: string) {
  return { success: false, result, error_type };
}

/** The body of a 400 for a request in which no call could be read. */
export function noCall(reason: string) {
  const result = `Invalid request: ${reason}`;
  return { ...failed('InvalidRequest', result), error: result };
}

/** The value that a mock tool gives for which no answer was defined. */
export function echo(tool: string, input_received: unknown, description = '') {
  return {
    tool,
    description,
    input_received,
    mock_result: `Successfully executed ${tool}`,
    status: 'success',
  };
}
