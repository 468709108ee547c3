import { failed, type ToolResult } from './answer.ts';
import { NetworkFailure, SandboxRefusal, StoreFailure } from './platform.ts';

/**
 * The result of a call whose platform failed it: PermissionDenied when the sandbox refused, IOError
 * when the store failed or nothing answered. Anything else is a bug and is thrown again.
 */
export function platformFailure(error: unknown): ToolResult {
  if (error instanceof SandboxRefusal) {
    return failed('PermissionDenied', `Access denied: ${error.message}`);
  }
  if (error instanceof StoreFailure || error instanceof NetworkFailure) {
    return failed('IOError', `IO error: ${error.message}`);
  }
  throw error;
}
